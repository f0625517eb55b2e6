"""Machines of a run, each with clocks and a life of its own, and the database's time as their processes have it."""

from collections.abc import Callable
from datetime import datetime, timedelta

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from tests.simulation.sim_clock import SimClock

FRESH = 5.0
"""Seconds of a machine's monotonic clock that its processes count on from one measurement of the database's time."""


class Machine:
    """One machine. ``ahead`` is how far its time of day is off, in seconds, ``drift`` what it gains in each second.

    It sleeps until ``asleep_until``, by true time; ``slept`` is how long it has in all. One that does not
    ``counts_sleep`` has a monotonic clock that stood still meanwhile; the time of day is right again at once.
    """

    def __init__(self, name: str = "", *, counts_sleep: bool = True) -> None:
        self.name = name
        self.counts_sleep = counts_sleep
        self.ahead = self.drift = self.set_at = 0.0
        self.asleep_until = self.slept = 0.0

    def set_clock(self, *, ahead: float, now: float) -> None:
        """Somebody or something sets its time of day."""
        self.ahead, self.set_at = ahead, now

    def fall_asleep(self, seconds: float, *, now: float) -> None:
        """Nothing on it runs for so long; what is asleep already sleeps on."""
        until = max(self.asleep_until, now + seconds)
        self.slept += until - max(self.asleep_until, now)
        self.asleep_until = until

    def off(self, now: float) -> float:
        """Seconds that its time of day is ahead of true time."""
        return self.ahead + self.drift * (now - self.set_at)


class MachineClock(Clock, DatabaseTime):
    """The clock of a machine's processes: the time of day is the database's, measured now and then and counted on."""

    def __init__(self, machine: Machine, database: SimClock) -> None:
        self.machine = machine
        self._database = database
        self._offset = timedelta(0)
        self._measured: float | None = None

    def now(self) -> datetime:
        if self.machine.counts_sleep:  # counting on is then as good as asking
            return self._database.now()
        monotonic = self.monotonic()
        if self._measured is None or monotonic - self._measured > FRESH:
            self.measure()
        return self._database.begins + timedelta(seconds=monotonic) + self._offset

    def measure(self) -> datetime:
        """Ask the database now."""
        now, self._measured = self._database.now(), self.monotonic()
        self._offset = now - self._database.begins - timedelta(seconds=self._measured)
        return now

    def monotonic(self) -> float:
        return self._database.elapsed - (0.0 if self.machine.counts_sleep else self.machine.slept)

    def sleep(self, seconds: float) -> None:
        self._database.sleep(seconds)

    def skipped_since(self, moment: datetime) -> timedelta:
        return self._database.skipped_since(moment)

    def apart(self) -> timedelta:
        return timedelta(seconds=self.machine.off(self._database.elapsed))


Machines = tuple[Machine, ...]


def clocks_of(machines: Machines, database: SimClock) -> Callable[[Machine], MachineClock]:
    """Gives each machine's clock, always the same one."""
    known = {one.name: MachineClock(one, database) for one in machines}
    return lambda machine: known[machine.name]
