"""Invoices as Trackifi hands them over, and as they are drafted for a provider."""
