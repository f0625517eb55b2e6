"""How provider plugins are offered, found and kept apart."""
