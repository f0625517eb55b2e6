"""Procountor for Trackifi: the provider plugin."""
