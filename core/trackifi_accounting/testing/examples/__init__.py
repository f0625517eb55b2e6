"""Example records for tests."""
