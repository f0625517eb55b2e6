"""PostgreSQL's sessions, durability and clock."""
