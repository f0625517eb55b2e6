"""Chores in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Row, and_, case, or_, update
from sqlalchemy.dialects.sqlite import Insert
from sqlmodel import col
from trackifi_accounting.domain.background.scheduled_tasks import Chore, ChoreState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.repositories.scheduled_tasks import Chores

from trackifi_accounting_adapters.database.sql.statements import insert_for, table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.scheduled_tasks import ChoreRow


class SqlChores(Chores):
    """One company's chores."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def state(self, provider: ProviderName, chore: Chore) -> ChoreState:
        row = self._transaction.execute(table_of(ChoreRow).select().where(*self._one(provider, chore))).first()
        return ChoreState() if row is None else _state(row)

    def bring_forward(self, provider: ProviderName, chore: Chore, *, due: datetime) -> None:
        row = {"company_id": self._company, "provider": provider, "chore": chore.value, "due": due, "body": "[]"}
        self._transaction.execute(_bringing_forward(self._transaction.connection.dialect.name), row)

    def claim(self, provider: ProviderName, chore: Chore, *, now: datetime, until: datetime) -> ChoreState | None:
        # On PostgreSQL the row is locked, so that of two who ask at once only one finds it due.
        query = table_of(ChoreRow).select().where(*self._one(provider, chore), due_by(now)).with_for_update()
        row = self._transaction.execute(query).first()
        if row is None:
            return None
        before = _state(row)
        self._change(provider, chore, due=None, claimed_until=until)
        return before

    def finish(
        self,
        provider: ProviderName,
        chore: Chore,
        *,
        due: datetime | None,
        done_at: datetime | None = None,
        fully_at: datetime | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        times = {name: at for name, at in (("done_at", done_at), ("fully_at", fully_at)) if at is not None}
        if due is not None:
            self.bring_forward(provider, chore, due=due)
        told = _problems().dump_json(tuple(problems)).decode()
        self._change(provider, chore, claimed_until=None, body=told, **times)

    def _change(self, provider: ProviderName, chore: Chore, **values: Any) -> None:
        change = update(ChoreRow).where(*self._one(provider, chore)).values(**values)
        self._transaction.execute(change)

    def _one(self, provider: ProviderName, chore: Chore) -> tuple[ColumnElement[bool], ...]:
        mine = (col(ChoreRow.company_id) == self._company, col(ChoreRow.provider) == provider)
        return (*mine, col(ChoreRow.chore) == chore)


@cache
def _bringing_forward(dialect: str) -> Insert:
    table = table_of(ChoreRow)
    statement = insert_for(table, dialect)
    sooner = _sooner(table.c.due, statement.excluded.due)
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_={"due": sooner})


def due_by(now: datetime) -> ColumnElement[bool]:
    """Whether it is to be done by now, and nobody is at it."""
    until = col(ChoreRow.claimed_until)
    return or_(until <= now, and_(until.is_(None), col(ChoreRow.due) <= now))


@cache
def _problems() -> TypeAdapter[tuple[Problem, ...]]:
    return TypeAdapter(tuple[Problem, ...])  # built on first use, as for bodies


def _state(row: Row[Any]) -> ChoreState:
    return ChoreState(
        due=_utc(row.due),
        claimed_until=_utc(row.claimed_until),
        done_at=_utc(row.done_at),
        fully_at=_utc(row.fully_at),
        problems=_problems().validate_json(row.body),
    )


def _utc(time: datetime | None) -> datetime | None:
    # SQLite keeps no time zone; all times are written in UTC.
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)


def _sooner(stored: Any, given: Any) -> ColumnElement[Any]:
    return case((or_(stored.is_(None), given < stored), given), else_=stored)
