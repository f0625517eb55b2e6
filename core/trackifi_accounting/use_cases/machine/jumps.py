"""Time of day that was set forward while no time passed: it may shorten no waiting."""

from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.ports.clock import Clock

UNNOTICED: Final = timedelta(seconds=5)
"""Smaller steps are a clock's ordinary corrections."""


class Jumps:
    """Compares the time of day with the time that passed in this process, from its making on, each time it is asked.

    A computer that slept looks the same, and waits longer for it. What happened before this process began is unknown.
    """

    def __init__(self, *, clock: Clock) -> None:
        self._clock = clock
        self._last = (clock.now(), clock.monotonic())
        self._found: list[tuple[datetime, timedelta]] = []

    def look(self) -> datetime:
        """The time of day; a jump since the last look is kept."""
        now, passed = self._clock.now(), self._clock.monotonic()
        before, at = self._last
        ahead = (now - before) - timedelta(seconds=passed - at)
        if ahead > UNNOTICED:
            self._found.append((now, ahead))
        self._last = (now, passed)
        return now

    def since(self, moment: datetime) -> timedelta:
        """How much of the time of day since then never passed."""
        self.look()
        return sum((ahead for at, ahead in self._found if at > moment), start=timedelta(0))
