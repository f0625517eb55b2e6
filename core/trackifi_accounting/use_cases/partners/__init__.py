"""Importing business partners and products."""
