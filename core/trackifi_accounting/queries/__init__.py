"""What a page, an API answer or a command shows: read models, reading only, the same for all three."""
