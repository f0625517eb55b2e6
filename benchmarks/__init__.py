"""Measurements, each beside its floor in the same run; no part of the tests."""
