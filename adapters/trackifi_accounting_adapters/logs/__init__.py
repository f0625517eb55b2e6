"""Logs: their fields, and how lines get out."""
