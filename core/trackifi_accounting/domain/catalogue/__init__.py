"""The words of every problem the core knows, grouped by remedy."""
