"""Where jobs wait, run and are looked after: an engine that keeps them in a database."""
