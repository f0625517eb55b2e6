"""The time of this machine, and the installation's."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final
from uuid import uuid4

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

COUNTED: Final = getattr(time, "CLOCK_BOOTTIME", None)
"""Linux' clock that nobody sets and that counts a machine's sleep; elsewhere the plain monotonic clock has to do."""
BOOT: Final = Path("/proc/sys/kernel/random/boot_id")


class SystemClock(Clock):
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic() if COUNTED is None else time.clock_gettime(COUNTED)

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))


class InstallationClock(Clock):
    """What everything but the database's own time asks: the time of day is the database's, waiting the machine's."""

    def __init__(self, *, machine: Clock, time: DatabaseTime) -> None:
        self._machine = machine
        self._time = time

    def now(self) -> datetime:
        return self._time.now()

    def monotonic(self) -> float:
        return self._machine.monotonic()

    def sleep(self, seconds: float) -> None:
        self._machine.sleep(seconds)


@cache
def boot_of_machine() -> str:
    """Names the machine's present start: within it the monotonic clocks of two processes are one.

    Where no system tells it, each process has a name of its own, and shares its clock with nobody.
    """
    try:
        return BOOT.read_text("ascii").strip()
    except (OSError, ValueError):
        return uuid4().hex
