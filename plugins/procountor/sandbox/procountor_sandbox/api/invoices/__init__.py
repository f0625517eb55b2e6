"""Invoices and attachments."""
