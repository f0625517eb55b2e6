"""Problems: each a catalogued cause with its fix."""
