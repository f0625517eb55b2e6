"""Connections, transactions and statements, for both databases."""
