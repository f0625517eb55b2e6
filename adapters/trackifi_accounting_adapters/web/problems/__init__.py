"""Problems in words, for pages and answers."""
