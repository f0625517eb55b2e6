"""Company names: their parts, legal forms and likeness."""
