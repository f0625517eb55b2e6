"""Metrics, alarms and readiness."""
