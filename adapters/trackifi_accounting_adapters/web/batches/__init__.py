"""Many invoices at once: operations and pages."""
