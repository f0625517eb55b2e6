"""One time for both sides of a scenario: it passes only when it is told to."""

from collections.abc import Callable
from datetime import timedelta

from trackifi_accounting.testing.doubles.clock import START, ManualClock


class SharedClock(ManualClock):
    """Whatever moves it moves the other side's clock as far; waiting costs no time."""

    def __init__(self, *, other: Callable[[float], None]) -> None:
        super().__init__()
        self._other = other

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        self._other(seconds)

    def begin_anew(self) -> None:
        """Set the time of day back to where every scenario begins, and this machine's clock right."""
        self.ahead = timedelta(0)
        self.jump((START - self.now()).total_seconds())
