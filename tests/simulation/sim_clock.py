"""Clocks of a run: ours, which may be set, and the provider's, which is a little off."""

from collections.abc import Callable
from datetime import datetime, timedelta

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.testing.clock import START


class SimClock(Clock):
    """The clock of Trackifi's machine; ``elapsed`` is true time in seconds, ``ahead`` how far the time of day is off.

    ``begins`` is the time of day at the beginning of the run, ``furthest`` how far it was ever set forward.
    """

    def __init__(self, begins: datetime = START) -> None:
        self.begins = begins
        self.elapsed = 0.0
        self.ahead = self.furthest = 0.0
        self.sleeping: Callable[[float], None] = self.pass_on

    def now(self) -> datetime:
        return self.begins + timedelta(seconds=self.elapsed + self.ahead)

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
