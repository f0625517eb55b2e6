"""From an API key to an active integration and back; what is missing, and where it is mended."""
