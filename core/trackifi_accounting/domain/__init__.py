"""Values and rules of accounting integrations, pure: no clock, no network, no database."""
