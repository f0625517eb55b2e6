"""The rate budget, and calls under way."""
