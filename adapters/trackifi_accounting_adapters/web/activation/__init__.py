"""Integrations: operations and pages."""
