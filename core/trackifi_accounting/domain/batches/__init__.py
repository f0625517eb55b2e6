"""Many invoices at once."""
