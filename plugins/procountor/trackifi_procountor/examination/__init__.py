"""What in a company would be in the way."""
