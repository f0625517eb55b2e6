"""A local Procountor: its API and its settings pages, for trying and testing; independent of the plugin."""
