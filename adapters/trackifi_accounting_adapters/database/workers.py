"""Which workers are alive: each writes down now and then that it is."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, Float, delete, extract, func, literal, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.sql.statements import insert_or_replace, table_of
from trackifi_accounting_adapters.database.tables.schema import Table, key

BEAT = 5.0
"""Seconds between two signs of life."""
DEAD = 30.0
"""Seconds without one after which a worker's jobs go to others. If it was only asleep, nothing is booked twice."""
EPOCH, DAY = 2440587.5, 86400.0  # 1970 in days of SQLite's calendar, and such a day in seconds
EVERYONE = ""
"""Stands for all companies, as every key begins with one."""


class WorkerRow(Table, table=True):
    """One slot, and when its worker was last heard of, in seconds since 1970."""

    __tablename__ = "accounting_worker"

    company_id: str = key()
    slot: int = Field(primary_key=True)
    heard_at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A worker's last sign of life."""

    slot: int
    heard_at: datetime
    alive: bool


class Workers:
    """The fleet. The database's clock is the one that counts, for those of several machines may differ."""

    def __init__(self, *, engine: Engine) -> None:
        self._engine = engine

    def beat(self, slot: int) -> None:
        """The worker of this slot is alive."""
        with self._engine.begin() as connection:
            now = connection.execute(select(self._now())).scalar_one()
            row = {"company_id": EVERYONE, "slot": slot, "heard_at": now}
            connection.execute(insert_or_replace(WorkerRow, self._engine.dialect), row)

    def leave(self, slot: int) -> None:
        """The worker of this slot has ended in order."""
        with self._engine.begin() as connection:
            connection.execute(delete(table_of(WorkerRow)).where(table_of(WorkerRow).c.slot == slot))

    def signs(self) -> tuple[Heartbeat, ...]:
        """Every worker that has not ended in order, by slot."""
        rows = table_of(WorkerRow)
        with self._engine.execution_options(**READ_ONLY).connect() as connection:
            now = connection.execute(select(self._now())).scalar_one()
            found = connection.execute(select(rows.c.slot, rows.c.heard_at).order_by(rows.c.slot)).all()
        return tuple(
            Heartbeat(slot=slot, heard_at=datetime.fromtimestamp(heard, UTC), alive=now - heard < DEAD)
            for slot, heard in found
        )

    def living(self) -> frozenset[int]:
        """The slots at work."""
        return frozenset(one.slot for one in self.signs() if one.alive)

    def _now(self) -> ColumnElement[float]:
        if self._engine.dialect.name == "postgresql":
            return extract("epoch", func.clock_timestamp()).cast(Float)
        return (func.julianday("now") - literal(EPOCH)) * literal(DAY)
