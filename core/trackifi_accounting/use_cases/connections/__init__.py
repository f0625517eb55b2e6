"""Opening a connection to a provider, and resuming what waited for one."""
