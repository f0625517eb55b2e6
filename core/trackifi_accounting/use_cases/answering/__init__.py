"""What only a person can decide: the question, and the three answers."""
