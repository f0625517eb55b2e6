"""Opening the database: SQLite or PostgreSQL, with the guarantees the rest relies on."""

import sqlite3
from pathlib import Path
from typing import Any, Protocol

import sqlalchemy
from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from trackifi_accounting_adapters.database.server import sessions

BUSY_TIMEOUT = 5.0  # seconds a writer waits for another writer's transaction before it gives up
CACHE = "cache_size = -16000"  # kB: the indexes of a large import stay in memory between its chunks
KEPT_OPEN, MANY, FEW = 5, 11, 1
"""Sessions of a PostgreSQL pool: so many stay open, and so many more are opened while they are needed."""
READ_ONLY = {"read_only": True}
"""Execution options of a connection that only reads: on SQLite it then waits for no writer."""


class _Cursors(Protocol):
    """The part of a driver's SQLite connection that is used here."""

    isolation_level: str | None

    def execute(self, statement: str, /) -> object: ...


def create_engine(url: str, *, durable: bool = True, role: str = "command") -> Engine:
    """Open ``sqlite:///<path>`` or ``postgresql://...``; nothing is connected yet. SQLite's folder is made.

    SQLite keeps each commit through a power cut (WAL, synchronous FULL) and takes the writer's lock when a transaction
    begins, so that a transaction which has read never fails half way for want of it. With ``durable`` off, SQLite may
    lose the last commits at a power cut, and only then: enough for a rate budget, which is spent after a second.
    On PostgreSQL the sessions are set to keep each commit as well, and to wait for nobody for long; ``role`` is the
    process' name in the server's lists.

    Raises:
        ValueError: neither of the two.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, synchronous="FULL" if durable else "NORMAL")
    if parsed.get_backend_name() == "postgresql":
        return _postgresql(parsed, role=role, spare=FEW if not durable else MANY)
    raise ValueError(f"database {parsed.get_backend_name()!r} is not supported: use sqlite or postgresql")


def _postgresql(url: URL, *, role: str, spare: int) -> Engine:
    engine = sqlalchemy.create_engine(
        url.set(drivername="postgresql+psycopg"),
        connect_args=sessions.arguments(role),
        pool_pre_ping=True,
        pool_size=KEPT_OPEN,
        max_overflow=spare,
        pool_timeout=BUSY_TIMEOUT,
    )
    sessions.force(engine)
    return engine


def _sqlite(url: URL, *, synchronous: str) -> Engine:
    if url.database and not url.database.startswith((":", "file:")):
        Path(url.database).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = sqlalchemy.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "connect", lambda connection, _: connection.execute(f"PRAGMA synchronous = {synchronous}"))
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: _Cursors, _record: Any) -> None:
    connection.isolation_level = None  # the driver would otherwise begin transactions of its own, and later
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", CACHE):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("read_only", False)
    begin = "BEGIN" if reading else "BEGIN IMMEDIATE"
    try:
        # Past SQLAlchemy's work on a statement: every transaction has this one, and some have only one other.
        connection.connection.driver_connection.execute(begin)  # type: ignore[union-attr]
    except sqlite3.Error as error:
        raise DBAPIError.instance(begin, None, error, sqlite3.Error) from error
