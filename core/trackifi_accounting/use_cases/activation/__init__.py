"""Activating, examining and disabling an integration."""
