"""What outlives a connection: token, cache, suspension."""
