"""What became of sent invoices, and whether both sides still agree; nothing here writes at a provider."""
