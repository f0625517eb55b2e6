"""The PostgreSQL server that rigs and workers share."""

from tests.postgresql import fresh_postgresql, postgresql_server

__all__ = ["fresh_postgresql", "postgresql_server"]
