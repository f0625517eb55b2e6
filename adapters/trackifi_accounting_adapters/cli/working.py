"""The worker's loop: look for what is due, do it, pause."""

import signal
import threading
from collections.abc import Callable
from typing import Protocol

from trackifi_accounting.use_cases.progress import Progress, Step, Stopped

from trackifi_accounting_adapters import logs

LONGEST_PAUSE = 30.0
"""Seconds between two looks while the database can't be read."""
LONGEST_WAIT = 5.0
"""Seconds for matching to end; another worker goes on with it."""


class Matching(Protocol):
    """Long work that goes on beside the turns."""

    def __call__(self, *, progress: Progress) -> int:
        """Do what is due; gives how many partners were matched."""


class Worker:
    """Several do each other no harm. Each of ``turns`` gives how many deliveries it moved; ``pause`` is in seconds.

    ``matching`` has a thread of its own, for no delivery shall wait for a large register.
    """

    def __init__(self, *turns: Callable[[], int], pause: float, matching: Matching) -> None:
        self._turns = turns
        self._matching = matching
        self._pause = pause
        self._told = threading.Event()

    def once(self) -> int:
        """One round; gives how many deliveries were moved."""
        return sum(turn() for turn in self._turns)

    def match(self) -> int:
        """Match what is due; gives how many partners that were."""
        return self._matching(progress=self._stop_if_told)

    def until_told(self, *, ready: Callable[[], None]) -> None:
        """Rounds until SIGINT or SIGTERM; the round under way is ended first, unless a second signal comes.

        ``ready`` is called once signals are heeded.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        ready()
        logs.event("worker started")
        beside = threading.Thread(target=self._rounds, args=(self.match, "partners matched"), daemon=True)
        beside.start()
        self._rounds(self.once, "deliveries moved")
        beside.join(LONGEST_WAIT)
        logs.event("worker stopped")

    def _rounds(self, work: Callable[[], int], told: str) -> None:
        pause = self._pause
        while not self._told.wait(pause):
            pause = self._pause if self._round(work, told) else min(pause * 2, LONGEST_PAUSE)

    def _round(self, work: Callable[[], int], told: str) -> bool:
        try:
            moved = work()
        except Stopped:
            return True
        # A round may meet a database that is away, or a defect; either way the next round is to be tried.
        except Exception as error:  # noqa: BLE001
            logs.failure("a round of the worker failed", error)
            return False
        if moved:
            logs.event(told, moved=moved)
        return True

    def _stop_if_told(self, _step: Step) -> None:
        if self._told.is_set():
            raise Stopped

    def _stop(self, number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        self._told.set()
