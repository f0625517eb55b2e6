"""The time of an SQLite database: the machine's own, guarded by what the database remembers of it."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DBAPIError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from trackifi_accounting_adapters.clock import boot_of_machine
from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.sql.statements import insert_or_replace, table_of
from trackifi_accounting_adapters.database.tables.clock import EVERYONE, ClockJumpRow, ClockRow

UNNOTICED: Final = 5.0
"""Seconds; smaller steps are a clock's ordinary corrections."""
BRIDGED: Final = 3600.0
"""Seconds that a clock may be set back without the time going back with it; further back, it had been wrong before."""
KEPT_EVERY: Final = 1.0
"""Seconds between two times that are kept."""

_CLOCK, _JUMPS = table_of(ClockRow), table_of(ClockJumpRow)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An instant of the time, and the machine's monotonic clock at it, in seconds; comparable within one boot."""

    instant: float
    elapsed: float
    boot: str


class MachineTime(DatabaseTime):
    """All processes of an SQLite database are on one machine, so they share its clocks.

    A clock that is set forward is followed, and what it left out is kept: ``skipped_since`` tells it, also when it was
    set while no process ran, as long as the machine was not started anew since. One that is set back by up to an hour
    makes the time pass half as fast until both agree again.
    """

    def __init__(self, *, engine: Engine, machine: Clock, boot: str | None = None) -> None:
        self._engine = engine
        self._machine = machine
        self._boot = boot or boot_of_machine()
        self._kept: _Kept | None = None

    def now(self) -> datetime:
        if self._kept is None:
            self._kept = self._read()
        return datetime.fromtimestamp(self._guarded(self._kept), UTC)

    def skipped_since(self, moment: datetime) -> timedelta:
        since = moment.timestamp()
        with self._engine.execution_options(**READ_ONLY).connect() as connection:
            kept = self._stored(connection)
            jumps = connection.execute(select(_JUMPS.c.ahead).where(_JUMPS.c.at > since)).scalars()
            skipped = sum(jumps)
        return timedelta(seconds=skipped + self._ahead(kept))

    def keep(self, connection: Connection) -> None:
        """Remember the time in a transaction that writes anyway; now and then is enough."""
        if self._kept is not None and 0 <= self._machine.monotonic() - self._kept.elapsed < KEPT_EVERY:
            return
        stored = self._stored(connection)
        now, ahead = self._guarded(stored), self._ahead(stored)
        if ahead:
            row = {"company_id": EVERYONE, "at": now, "ahead": ahead}
            connection.execute(insert(_JUMPS), row)
        kept = _Kept(now, self._machine.monotonic(), self._boot)
        row = {"company_id": EVERYONE, "instant": kept.instant, "elapsed": kept.elapsed, "boot": kept.boot}
        connection.execute(insert_or_replace(ClockRow, connection.dialect), row)
        self._kept = kept

    def _guarded(self, kept: _Kept) -> float:
        own = self._machine.now().timestamp()
        floor = kept.instant + max(self._machine.monotonic() - kept.elapsed, 0.0) / 2
        return floor if own < floor <= own + BRIDGED else own

    def _ahead(self, kept: _Kept) -> float:
        """Seconds by which the time ran ahead of what passed since then; 0 when nobody can know."""
        ahead = self._guarded(kept) - kept.instant - (self._machine.monotonic() - kept.elapsed)
        return ahead if kept.boot == self._boot and ahead > UNNOTICED else 0.0

    def _read(self) -> _Kept:
        with self._engine.execution_options(**READ_ONLY).connect() as connection:
            return self._stored(connection)

    def _stored(self, connection: Connection) -> _Kept:
        """What the database remembers; of another boot, or of none, it counts from when it was first read here."""
        try:
            found = connection.execute(select(_CLOCK.c.instant, _CLOCK.c.elapsed, _CLOCK.c.boot)).first()
        except DBAPIError:  # tables that are yet to be made
            found = None
        if found is not None and found.boot == self._boot:
            return _Kept(*found)
        if self._kept is not None:
            return self._kept
        instant, boot = (found.instant, found.boot) if found else (self._machine.now().timestamp(), "")
        return _Kept(instant, self._machine.monotonic(), boot)
