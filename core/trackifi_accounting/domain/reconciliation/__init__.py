"""Whether the three sides agree: the host's records, the deliveries, and the provider's books. Values only, no I/O."""
