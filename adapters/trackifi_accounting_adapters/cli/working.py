"""The worker's loop: look for what is due, do it, pause."""

import signal
import threading
from collections.abc import Callable

from trackifi_accounting_adapters import logs

LONGEST_PAUSE = 30.0
"""Seconds between two looks while the database can't be read."""


class Worker:
    """Several do each other no harm. Each of ``turns`` gives how many deliveries it moved; ``pause`` is in seconds."""

    def __init__(self, *turns: Callable[[], int], pause: float) -> None:
        self._turns = turns
        self._pause = pause
        self._told = threading.Event()

    def once(self) -> int:
        """One round; gives how many deliveries were moved."""
        return sum(turn() for turn in self._turns)

    def until_told(self, *, ready: Callable[[], None]) -> None:
        """Rounds until SIGINT or SIGTERM; the round under way is ended first, unless a second signal comes.

        ``ready`` is called once signals are heeded.
        """
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        ready()
        logs.event("worker started")
        pause = self._pause
        while not self._told.wait(pause):
            pause = self._pause if self._round() else min(pause * 2, LONGEST_PAUSE)
        logs.event("worker stopped")

    def _round(self) -> bool:
        try:
            moved = self.once()
        # A round may meet a database that is away, or a defect; either way the next round is to be tried.
        except Exception as error:  # noqa: BLE001
            logs.failure("a round of the worker failed", error)
            return False
        if moved:
            logs.event("deliveries moved", moved=moved)
        return True

    def _stop(self, number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        self._told.set()
