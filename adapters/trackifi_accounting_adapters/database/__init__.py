"""The database: repositories, tables and migrations."""
