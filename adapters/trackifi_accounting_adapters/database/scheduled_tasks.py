"""Scheduled tasks in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, case, or_, update
from sqlalchemy.dialects.sqlite import Insert
from sqlmodel import col
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.repositories.scheduled_tasks import ScheduledTasks

from trackifi_accounting_adapters.database.sql.bodies import PROBLEMS
from trackifi_accounting_adapters.database.sql.statements import insert_for, table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.scheduled_tasks import ScheduledTaskRow


class SqlScheduledTasks(ScheduledTasks):
    """One company's scheduled tasks."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def state(self, provider: ProviderName, task: ScheduledTask) -> ScheduledTaskState:
        row = self._transaction.execute(table_of(ScheduledTaskRow).select().where(*self._one(provider, task))).first()
        return ScheduledTaskState() if row is None else _state(row)

    def bring_forward(self, provider: ProviderName, due: Mapping[ScheduledTask, datetime]) -> None:
        alike = {"company_id": self._company, "provider": provider, "body": "[]"}
        rows = [{**alike, "chore": task.value, "due": at} for task, at in due.items()]
        self._transaction.execute(_bringing_forward(self._transaction.connection.dialect.name), rows)

    def claim(
        self, provider: ProviderName, task: ScheduledTask, *, now: datetime, until: datetime
    ) -> ScheduledTaskState | None:
        # On PostgreSQL the row is locked, so that of two who ask at once only one finds it due.
        query = table_of(ScheduledTaskRow).select().where(*self._one(provider, task), due_by(now)).with_for_update()
        row = self._transaction.execute(query).first()
        if row is None:
            return None
        before = _state(row)
        self._change(provider, task, due=None, claimed_until=until)
        return before

    def finish(
        self,
        provider: ProviderName,
        task: ScheduledTask,
        *,
        due: datetime | None,
        done_at: datetime | None = None,
        fully_at: datetime | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        times = {name: at for name, at in (("done_at", done_at), ("fully_at", fully_at)) if at is not None}
        if due is not None:
            self.bring_forward(provider, {task: due})
        told = PROBLEMS.write(tuple(problems))
        self._change(provider, task, claimed_until=None, body=told, **times)

    def _change(self, provider: ProviderName, task: ScheduledTask, **values: Any) -> None:
        change = update(ScheduledTaskRow).where(*self._one(provider, task)).values(**values)
        self._transaction.execute(change)

    def _one(self, provider: ProviderName, task: ScheduledTask) -> tuple[ColumnElement[bool], ...]:
        mine = (col(ScheduledTaskRow.company_id) == self._company, col(ScheduledTaskRow.provider) == provider)
        return (*mine, col(ScheduledTaskRow.chore) == task)


@cache
def _bringing_forward(dialect: str) -> Insert:
    table = table_of(ScheduledTaskRow)
    statement = insert_for(table, dialect)
    sooner = _sooner(table.c.due, statement.excluded.due)
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_={"due": sooner})


def due_by(now: datetime) -> ColumnElement[bool]:
    """Whether it is to be done by now, and nobody is at it."""
    until = col(ScheduledTaskRow.claimed_until)
    return or_(until <= now, and_(until.is_(None), col(ScheduledTaskRow.due) <= now))


def _state(row: Row[Any]) -> ScheduledTaskState:
    return ScheduledTaskState(
        due=_utc(row.due),
        claimed_until=_utc(row.claimed_until),
        done_at=_utc(row.done_at),
        fully_at=_utc(row.fully_at),
        problems=PROBLEMS.read(row.body),
    )


def _utc(time: datetime | None) -> datetime | None:
    # SQLite keeps no time zone; all times are written in UTC.
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)


def _sooner(stored: Any, given: Any) -> ColumnElement[Any]:
    return case((or_(stored.is_(None), given < stored), given), else_=stored)
