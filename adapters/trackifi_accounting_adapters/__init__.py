"""Adapters that make the core run: database, vault, files, command line, REST API."""
