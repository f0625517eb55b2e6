"""A machine's own clock beside the time of the run: ahead or behind, and standing still while the machine slept."""

import mmap
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Self

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from tests.resilience.rig.fast_time import SLICE, Pace

SHIFT = Struct("dd")
"""By how many seconds the time of day is ahead, and how many the monotonic clock has left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """What is wrong with a machine's clocks; the rig and the machine's process share it through a file."""

    file: Path

    @classmethod
    def write(cls, file: Path, *, ahead: float = 0.0) -> Self:
        """A machine whose time of day is so many seconds ahead, behind when negative."""
        file.write_bytes(SHIFT.pack(ahead, 0.0))
        return cls(file=file)

    def read(self) -> tuple[float, float]:
        ahead, left_out = SHIFT.unpack_from(_opened(self.file))
        return ahead, left_out

    def slept(self, seconds: float, *, wall_too: bool = False) -> None:
        """The monotonic clock stood still for so long; with ``wall_too`` the time of day as well: a frozen guest."""
        ahead, left_out = self.read()
        SHIFT.pack_into(_opened(self.file), 0, ahead - seconds * wall_too, left_out + seconds)


@cache
def _opened(path: Path) -> mmap.mmap:
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 0)


class MeasuredTime(DatabaseTime):
    """The server's time, and how far this machine's own clock is from it."""

    def __init__(self, pace: Pace, shift: Shift) -> None:
        self._pace = pace
        self._shift = shift

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._pace.seconds(), UTC)

    def apart(self) -> timedelta:
        return timedelta(seconds=self._shift.read()[0])


class MachineClock(Clock):
    """The run's time as one machine sees it."""

    def __init__(self, pace: Pace, shift: Shift) -> None:
        self._pace = pace
        self._shift = shift

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._pace.seconds() + self._shift.read()[0], UTC)

    def monotonic(self) -> float:
        return self._pace.seconds() - self._shift.read()[1]

    def sleep(self, seconds: float) -> None:
        end = self.monotonic() + seconds
        while (left := end - self.monotonic()) > 0:
            time.sleep(min(left / self._pace.speed, SLICE))
