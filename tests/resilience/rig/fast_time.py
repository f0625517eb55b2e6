"""Time that runs faster for every process alike, so that a quarter of an hour passes in seconds and no rule is bent."""

import mmap
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from struct import Struct
from typing import Self

from procountor_sandbox.state.clock import Clock as SandboxClock
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

STRETCH = Struct("ddd")
"""From this second of the machine's monotonic clock on, this second since 1970 is counted on with this speed."""
COUNT = Struct("q")
MOST = 10_000  # stretches of one run
SLICE = 0.05  # seconds: who sleeps hears of another speed so soon


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The time of a run, which its processes share through a file; its speed may change, but time never goes back."""

    file: Path

    @classmethod
    def write(cls, folder: Path, *, speed: float) -> Self:
        """From now on every second counts as ``speed`` of them."""
        folder.mkdir(parents=True, exist_ok=True)
        pace = cls(file=folder / "pace")
        pace.file.write_bytes(bytes(COUNT.size + MOST * STRETCH.size))
        _add(pace.file, time.time(), speed)
        return pace

    @property
    def speed(self) -> float:
        return _last(self.file)[2]

    def seconds(self) -> float:
        """Seconds since 1970, the same in every process of the machine."""
        since, then, speed = _last(self.file)
        return then + (time.monotonic() - since) * speed

    def become(self, speed: float) -> None:
        """Change the speed; for one process of them only."""
        if speed != self.speed:
            _add(self.file, self.seconds(), speed)


@cache
def _opened(path: Path) -> mmap.mmap:
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), 0)


def _last(path: Path) -> tuple[float, float, float]:
    shared = _opened(path)
    (count,) = COUNT.unpack_from(shared)
    since, then, speed = STRETCH.unpack_from(shared, COUNT.size + (count - 1) * STRETCH.size)
    return since, then, speed


def _add(path: Path, then: float, speed: float) -> None:
    """A stretch is never changed, and counts only when it is complete: nobody reads half of one."""
    shared = _opened(path)
    (count,) = COUNT.unpack_from(shared)
    STRETCH.pack_into(shared, COUNT.size + count * STRETCH.size, time.monotonic(), then, speed)
    COUNT.pack_into(shared, 0, count + 1)


class FastClock(Clock, DatabaseTime):
    """The database's time of a run, and how its machines wait for it: each process asks the run's file."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._pace.seconds(), UTC)

    def monotonic(self) -> float:
        return self._pace.seconds()

    def sleep(self, seconds: float) -> None:
        end = self._pace.seconds() + seconds
        while (left := end - self._pace.seconds()) > 0:
            time.sleep(min(left / self._pace.speed, SLICE))


class FastSandboxClock(SandboxClock):
    """The provider's own clock, which may be set."""

    def __init__(self, pace: Pace) -> None:
        super().__init__()
        self._pace = pace

    def seconds(self) -> float:
        return self._pace.seconds() + self._ahead
