"""The clock port's double: time that passes only when told to."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from datetime import UTC, datetime, timedelta

from trackifi_accounting.ports.clock import Clock

START = datetime(2026, 3, 2, 6, tzinfo=UTC)


class ManualClock(Clock):
    """Sleeping moves it on at once; ``slept`` keeps each wait in seconds."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._elapsed = 0.0
        self.slept: list[float] = []

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
        self.jump(seconds)

    def jump(self, seconds: float) -> None:
        """Set the time of day, backwards with a negative number, while no time passes."""
        self._now += timedelta(seconds=seconds)
