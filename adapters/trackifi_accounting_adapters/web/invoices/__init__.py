"""Invoices: operations and pages."""
