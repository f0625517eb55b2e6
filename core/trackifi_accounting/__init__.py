"""Accounting integrations for Trackifi: domain, ports and use cases; no input or output."""
