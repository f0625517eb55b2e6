"""Deliveries: operations and pages."""
