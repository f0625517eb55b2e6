"""The pages a person meets."""
