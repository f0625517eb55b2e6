"""The company's settings and the key's rights."""
