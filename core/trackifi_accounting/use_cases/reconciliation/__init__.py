"""Reading back, sweeping, comparing, and answering what only a person can decide."""
