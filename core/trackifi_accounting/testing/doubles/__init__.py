"""Doubles of the ports, in memory."""
