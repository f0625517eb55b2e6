"""Suggestions and the state of matching in the database."""
