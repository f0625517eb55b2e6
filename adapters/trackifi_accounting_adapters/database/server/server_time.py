"""The time of a PostgreSQL server, asked seldom and counted on in between."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, func, select
from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY

FRESH: Final = 5.0
"""Seconds that a measurement is counted on from; two machines' clocks drift by less than a millisecond in them."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """``offset`` is the server's time less this machine's monotonic one, in seconds; ``at`` is monotonic."""

    offset: float
    at: float
    apart: timedelta = timedelta(0)


class ServerTime(DatabaseTime):
    """A server's time, counted on with the machine's monotonic clock, which nobody sets and which counts its sleep.

    Without the server it goes on from the last measurement, and before the first one by the machine's own clock:
    nothing that decides can be written then anyway.
    """

    column: ColumnElement[Any] = func.clock_timestamp()
    """What a statement selects to learn the time at its own instant; ``told`` takes the answer."""

    def __init__(self, *, engine: Engine, machine: Clock) -> None:
        self._engine = engine
        self._machine = machine
        self._lock = Lock()
        self._measured: _Measured | None = None

    def now(self) -> datetime:
        return _moment(self._machine.monotonic() + self._fresh().offset)

    def apart(self) -> timedelta:
        return self._fresh().apart

    def told(self, value: datetime, *, began: float) -> datetime:
        """Take an answer to ``column`` that was asked for at ``began`` of the monotonic clock, and give its instant."""
        ended, own = self._machine.monotonic(), self._machine.now()
        half = max(ended - began, 0.0) / 2
        # The answer's instant lies anywhere between question and answer: only what is beyond that is a difference.
        apart = (own - value).total_seconds() - half
        beyond = max(abs(apart) - half, 0.0) * (1 if apart > 0 else -1)
        measured = _Measured(value.timestamp() - (began + half), ended, timedelta(seconds=beyond))
        if self._measured is None or half < 1.0 or ended - self._measured.at > 60:  # noqa: PLR2004  # seconds
            self._measured = measured
        return value.astimezone(UTC)

    def _fresh(self) -> _Measured:
        known = self._measured
        if known is not None and self._machine.monotonic() - known.at <= FRESH:
            return known
        # Others go on with what is known while one asks; before the first answer all wait for it.
        if self._lock.acquire(blocking=known is None):
            try:
                self._ask()
            finally:
                self._lock.release()
        return self._measured or self._own()

    def _ask(self) -> None:
        began = self._machine.monotonic()
        if self._measured is not None and began - self._measured.at <= FRESH:
            return
        try:
            with self._engine.execution_options(**READ_ONLY).connect() as connection:
                connection.connection  # noqa: B018  # the pool's own questions are no part of the round trip
                began = self._machine.monotonic()
                self.told(connection.execute(select(self.column)).scalar_one(), began=began)
        except SQLAlchemyError:
            known = self._measured or self._own()
            self._measured = _Measured(known.offset, began - FRESH + 1.0, known.apart)

    def _own(self) -> _Measured:
        now = self._machine.monotonic()
        return _Measured(self._machine.now().timestamp() - now, now)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
