"""Templates, style and the frame of every page."""
