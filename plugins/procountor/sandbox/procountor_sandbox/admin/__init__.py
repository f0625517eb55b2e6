"""The sandbox's own controls, which the real service does not have."""
