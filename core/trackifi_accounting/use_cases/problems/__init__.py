"""Explaining a problem, and halting an integration on a contradiction."""
