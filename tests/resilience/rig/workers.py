"""Workers as processes of their own, killed without warning and started again."""

import contextlib
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from tests.resilience.rig.forks import forking
from tests.resilience.rig.place import Place

IDLE = 0.05  # seconds between two looks when nothing is due


def work(place: Place, ready: Connection) -> None:
    """Do what is due until the process is killed; a round that fails is tried again, as the worker does."""
    container = place.container()
    round_ = container.work_due()
    ready.send_bytes(b"ready")
    while True:
        moved = 0
        with contextlib.suppress(Exception):
            moved = round_()
        if not moved:
            time.sleep(IDLE)


@dataclass(slots=True, kw_only=True)
class _Worker:
    process: BaseProcess
    ready: Connection
    since: float | None = None

    def age(self) -> float:
        """Seconds since it began to work; 0 while it starts."""
        if self.since is None and self.ready.poll():
            self.since = time.monotonic()
        return 0.0 if self.since is None else time.monotonic() - self.since


class Workers:
    """So many of them for the length of a ``with`` block."""

    def __init__(self, place: Place, *, number: int, seed: int) -> None:
        self._place = place
        self._chance = random.Random(seed)
        self._context = forking()
        self._crew: list[_Worker] = []
        self._number = number
        self.kills = 0

    def __enter__(self) -> Self:
        self._crew = [self._started() for _ in range(self._number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._crew:
            _end(worker)

    def kill_one(self, *, after: float) -> bool:
        """SIGKILL a random one in the middle of whatever it does, and start it again.

        False while it has not worked for ``after`` seconds: on a busy machine starting takes longer than working.
        """
        at = self._chance.randrange(self._number)
        if self._crew[at].age() < after:
            return False
        _end(self._crew[at])
        self._crew[at] = self._started()
        self.kills += 1
        return True

    def _started(self) -> _Worker:
        here, there = self._context.Pipe(duplex=False)
        process = self._context.Process(target=work, args=(self._place, there), daemon=True)
        process.start()
        there.close()
        return _Worker(process=process, ready=here)


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.ready.close()
