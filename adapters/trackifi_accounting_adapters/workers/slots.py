"""A slot belongs to one process at a time: held by a lock that ends with the process, however that ends."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from abc import ABC, abstractmethod
from pathlib import Path

import sqlalchemy
from sqlalchemy import Connection, Engine, NullPool, func, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError, SQLAlchemyError

PURPOSE = "trackifi-accounting worker"


class Slot(ABC):
    """One numbered place in the fleet."""

    @abstractmethod
    def take(self) -> bool:
        """Take it, or see that it is still ours; False when another process has it. Raises: SQLAlchemyError."""

    @abstractmethod
    def leave(self) -> None:
        """Give it back. Raises nothing."""


class ServerSlot(Slot):
    """On PostgreSQL: an advisory lock, for as long as its connection lasts."""

    def __init__(self, *, engine: Engine, number: int) -> None:
        self._engine = engine
        self._name = f"{PURPOSE} {number}"
        self._connection: Connection | None = None

    def take(self) -> bool:
        if self._connection is not None:
            try:
                self._connection.execute(select(1))
            except SQLAlchemyError:
                self.leave()  # the server was away, and so is the lock
            else:
                return True
        connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if connection.execute(select(func.pg_try_advisory_lock(func.hashtextextended(self._name, 0)))).scalar_one():
            self._connection = connection
            return True
        connection.close()
        return False

    def leave(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None


class FileSlot(Slot):
    """Beside SQLite's file: an empty database of that name, locked. SQLite knows how on every system."""

    def __init__(self, *, path: Path) -> None:
        self._engine = sqlalchemy.create_engine(f"sqlite:///{path}", connect_args={"timeout": 0}, poolclass=NullPool)
        self._connection: Connection | None = None

    def take(self) -> bool:
        if self._connection is not None:
            return True
        connection = self._engine.connect()
        try:
            connection.exec_driver_sql("PRAGMA journal_mode = MEMORY")  # or there would be one more file
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
        except OperationalError as error:
            connection.close()
            if "locked" in str(error.orig):
                return False
            raise
        self._connection = connection
        return True

    def leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def slot_of(engine: Engine, number: int) -> Slot:
    """A slot of the installation whose database this is; not taken yet."""
    if engine.dialect.name == "postgresql":
        return ServerSlot(engine=engine, number=number)
    folder = Path(make_url(engine.url).database or "").parent
    return FileSlot(path=folder / f"worker-{number}.lock")
