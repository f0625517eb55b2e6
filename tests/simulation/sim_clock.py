"""Clocks of a run: ours, which may be set, and the provider's, which is a little off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.testing.doubles.clock import START


class SimClock(Clock, DatabaseTime):
    """The clock of Trackifi's machine, and its database's time; ``elapsed`` is true time in seconds.

    ``begins`` is the time of day at the beginning of the run, ``ahead`` how far it is off at present, ``furthest`` how
    far it was ever set forward.
    """

    def __init__(self, begins: datetime = START) -> None:
        self.begins = begins
        self.elapsed = 0.0
        self._ahead = self.furthest = 0.0
        self._jumps: list[tuple[datetime, timedelta]] = []
        self._told = (-1.0, begins)
        self.sleeping: Callable[[float], None] = self.pass_on

    @property
    def ahead(self) -> float:
        return self._ahead

    @ahead.setter
    def ahead(self, seconds: float) -> None:
        step = timedelta(seconds=seconds - self._ahead)
        self._ahead = seconds
        if step > timedelta(0):
            self._jumps.append((self.now(), step))

    def skipped_since(self, moment: datetime) -> timedelta:
        return sum((step for at, step in self._jumps if at > moment), start=timedelta(0))

    def now(self) -> datetime:
        since = self.elapsed + self._ahead
        if self._told[0] != since:
            self._told = (since, self.begins + timedelta(seconds=since))
        return self._told[1]

    def measure(self) -> datetime:
        """It is the database's own."""
        return self.now()

    def monotonic(self) -> float:
        return self.elapsed

    def sleep(self, seconds: float) -> None:
        self.sleeping(seconds)

    def pass_on(self, seconds: float) -> None:
        self.elapsed += seconds


class TheirClock(Clock):
    """The provider's."""

    def __init__(self, ours: SimClock, *, ahead: float) -> None:
        self._ours = ours
        self._ahead = ahead

    def now(self) -> datetime:
        return self._ours.begins + timedelta(seconds=self._ours.elapsed + self._ahead)

    def monotonic(self) -> float:
        return self._ours.elapsed

    def sleep(self, seconds: float) -> None:
        self._ours.sleep(seconds)
