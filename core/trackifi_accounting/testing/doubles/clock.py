"""The double of both clock ports: time that passes only when told to."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from datetime import UTC, datetime, timedelta

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

START = datetime(2026, 3, 2, 6, tzinfo=UTC)


class ManualClock(Clock, DatabaseTime):
    """The time of a machine and of its database alike. Sleeping moves it on; ``slept`` keeps each wait in seconds.

    ``ahead`` is how far the machine's own clock shall seem to be ahead of the database's.
    """

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._elapsed = 0.0
        self.slept: list[float] = []
        self.ahead = timedelta(0)
        self._jumps: list[tuple[datetime, timedelta]] = []

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return self._elapsed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.advance(max(0.0, seconds))

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self._elapsed += seconds
        self._now += timedelta(seconds=seconds)

    def skipped_since(self, moment: datetime) -> timedelta:
        return sum((ahead for at, ahead in self._jumps if at > moment), start=timedelta(0))

    def apart(self) -> timedelta:
        return self.ahead

    def jump(self, seconds: float) -> None:
        """Set the time of day, backwards with a negative number, while no time passes."""
        self._now += timedelta(seconds=seconds)
        if seconds > 0:
            self._jumps.append((self._now, timedelta(seconds=seconds)))
