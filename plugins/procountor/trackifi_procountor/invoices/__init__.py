"""Invoices: translated, checked, searched and compared."""
