"""Many invoices asked for together, with one report."""
