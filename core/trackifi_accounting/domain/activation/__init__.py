"""An integration: its state, its key, the remote company it is pinned to."""
