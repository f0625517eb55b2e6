"""A provider in memory."""
