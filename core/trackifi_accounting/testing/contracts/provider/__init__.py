"""What a provider plugin has to do."""
