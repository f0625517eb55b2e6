"""Suggestions: pages."""
