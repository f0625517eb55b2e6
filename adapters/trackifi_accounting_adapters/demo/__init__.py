"""A demonstration: every part as a process of its own, with records to send."""
