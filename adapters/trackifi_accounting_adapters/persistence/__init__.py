"""SQLModel tables and the unit of work on SQLite and PostgreSQL."""
