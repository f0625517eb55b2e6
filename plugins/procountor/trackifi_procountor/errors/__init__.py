"""Procountor's answers as errors, and its problems in words."""
