"""Values used everywhere: money, references, secrets, audit entries."""
