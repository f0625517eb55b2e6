"""Where the engine keeps its jobs, opened the way it needs."""

import time
from pathlib import Path
from typing import Any, Final, Protocol

import sqlalchemy
from sqlalchemy import Engine, event
from sqlalchemy.engine import URL, make_url

from trackifi_accounting_adapters.database.server import sessions

SCHEMA: Final = "dbos"
"""On PostgreSQL the engine's tables have a schema of their own."""
FILE: Final = "engine.db"
"""On SQLite they have a file of their own, beside the database: its commits wait for none of ours."""
BUSY_TIMEOUT: Final = 30.0
"""Seconds; the engine has no second try for a lock that it did not get."""
CONNECTIONS: Final = 5


class NotMigrated(Exception):
    """The engine's tables on PostgreSQL are not up to date."""


class _Driver(Protocol):
    """The part of SQLite's driver that is used here."""

    isolation_level: str | None

    def execute(self, statement: str, /) -> object: ...
    def create_function(self, name: str, arguments: int, function: Any, /) -> None: ...


def url_of(database: str) -> URL:
    """Where the engine of an installation keeps its jobs; ``database`` is the URL of the installation's own."""
    url = make_url(database)
    if url.get_backend_name() == "sqlite":
        return url.set(database=str(Path(url.database or "").with_name(FILE)))
    return url.set(drivername="postgresql+psycopg")


def opened(url: URL, *, role: str = "jobs") -> Engine:
    """A database that survives a power cut and lets several processes take turns; nothing is connected yet."""
    if url.get_backend_name() == "postgresql":
        arguments = sessions.arguments(role)
        engine = sqlalchemy.create_engine(url, pool_size=CONNECTIONS, pool_pre_ping=True, connect_args=arguments)
        sessions.force_durability(engine)
        return engine
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(driver: _Driver, _record: object) -> None:
    driver.isolation_level = "IMMEDIATE"  # a transaction that will write takes the lock before it has read
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        driver.execute(f"PRAGMA {pragma}")
    # DBOS goes by Python's version, not by SQLite's: from 3.12 on it calls a function that SQLite has since 3.42.
    driver.create_function("unixepoch", -1, lambda *_: time.time())
