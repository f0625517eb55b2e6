"""Worker processes: clock, slots, engine."""
