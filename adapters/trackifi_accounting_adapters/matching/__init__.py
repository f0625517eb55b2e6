"""Matching two files, for trying the rules."""
