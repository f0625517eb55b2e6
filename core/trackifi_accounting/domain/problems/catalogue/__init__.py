"""The catalogue of problems, and the words of what they are about."""
