"""Credentials, encrypted."""
