"""Tokens and attempts at keys in the database."""
