"""Workers as processes of their own, killed without warning and started again."""

import contextlib
import multiprocessing
import random
import time
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from tests.resilience.rig.place import Place

IDLE = 0.05  # seconds between two looks when nothing is due
LOADED = ["tests.resilience.rig.workers", "trackifi_procountor.plugin", "psycopg"]


def work(place: Place) -> None:
    """Do what is due until the process is killed; a round that fails is tried again, as the worker does."""
    container = place.container()
    round_ = container.work_due()
    while True:
        moved = 0
        with contextlib.suppress(Exception):
            moved = round_()
        if not moved:
            time.sleep(IDLE)


class Workers:
    """So many of them for the length of a ``with`` block."""

    def __init__(self, place: Place, *, number: int, seed: int) -> None:
        self._place = place
        self._chance = random.Random(seed)
        self._context = _context()
        self._processes: list[BaseProcess] = []
        self._number = number
        self.kills = 0

    def __enter__(self) -> Self:
        self._processes = [self._started() for _ in range(self._number)]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.join()

    def kill_one(self) -> None:
        """SIGKILL a random one in the middle of whatever it does, and start it again."""
        at = self._chance.randrange(self._number)
        self._processes[at].kill()
        self._processes[at].join()
        self._processes[at] = self._started()
        self.kills += 1

    def _started(self) -> BaseProcess:
        process = self._context.Process(target=work, args=(self._place,), daemon=True)
        process.start()
        return process


def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context
