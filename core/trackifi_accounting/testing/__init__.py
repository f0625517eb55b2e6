"""Doubles under the names of their ports, and the contract suites a plugin subclasses."""
