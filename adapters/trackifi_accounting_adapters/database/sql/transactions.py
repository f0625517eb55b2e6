"""Transactions, each confined to one company."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar, TypeVarTuple, overload

from sqlalchemy import Connection, CursorResult, Engine, Executable, ScalarResult, bindparam, func, select
from sqlalchemy.engine import TupleResult
from sqlmodel.sql.expression import Select, SelectOfScalar
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.database.server.sessions import READING_IDLE
from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.storage_trouble import named

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
COMPANY_SETTING = "app.company"
EVERY_COMPANY_SETTING = "app.every_company"
_SET = select(func.set_config(bindparam("name"), bindparam("value"), True))
_SET_READING = _SET.add_columns(func.set_config("idle_in_transaction_session_timeout", READING_IDLE, True))


class Transaction:
    """A connection within a transaction. It gives columns, never objects: their session takes five times as long."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @overload
    def exec(self, query: SelectOfScalar[T]) -> ScalarResult[T]: ...

    @overload
    def exec(self, query: Select[*Ts]) -> TupleResult[tuple[*Ts]]: ...

    def exec(self, query: Executable) -> Any:
        """Ask; of a question for one column only its values come."""
        found = self.connection.execute(query)
        return found.scalars() if isinstance(query, SelectOfScalar) else found

    @contextmanager
    def seeing_every_company(self) -> Iterator[None]:
        """Let the questions in the block see all companies' rows where they are let be seen; none can be written."""
        postgresql = self.connection.dialect.name == "postgresql"
        if postgresql:
            self.connection.execute(_SET, {"name": EVERY_COMPANY_SETTING, "value": "on"})
        yield
        if postgresql:  # a block that raises ends the transaction, and with it the setting
            self.connection.execute(_SET, {"name": EVERY_COMPANY_SETTING, "value": "off"})

    def execute(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[*tuple[Any, ...]]:
        """Execute; for a sequence of values, once for each."""
        return self.connection.execute(statement, values)


@contextmanager
def writing(engine: Engine, company: CompanyId) -> Iterator[Transaction]:
    """A transaction that may write; committed at the end, rolled back when the block raises.

    Raises: DatabaseBusy, StorageFull; so do the others.
    """
    with named(), engine.connect() as connection, connection.begin():
        yield _of(connection, COMPANY_SETTING, company)


@contextmanager
def reading(engine: Engine, company: CompanyId) -> Iterator[Transaction]:
    """One consistent view; on SQLite it waits for no writer."""
    with named(), engine.connect().execution_options(**READ_ONLY) as connection, connection.begin():
        yield _of(connection, COMPANY_SETTING, company, only_reads=True)


@contextmanager
def surveying(engine: Engine) -> Iterator[Transaction]:
    """A view across companies, for the few questions that have none: what is due, which keys are in use."""
    with named(), engine.connect().execution_options(**READ_ONLY) as connection, connection.begin():
        yield _of(connection, EVERY_COMPANY_SETTING, "on", only_reads=True)


def _of(connection: Connection, setting: str, value: str, *, only_reads: bool = False) -> Transaction:
    # PostgreSQL's row level security reads it; it ends with the transaction. SQLite has the repositories only.
    if connection.dialect.name == "postgresql":
        connection.execute(_SET_READING if only_reads else _SET, {"name": setting, "value": value})
    return Transaction(connection)
