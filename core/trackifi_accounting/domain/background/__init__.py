"""Recurring work and jobs."""
