"""The worker's process: holds its slot, tells that it lives, and has the engine work until it is told to stop."""

import os
import signal
import sys
import threading
from queue import SimpleQueue

from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.ports.engine import Do, Due, Engine

from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.database.workers import BEAT, Workers
from trackifi_accounting_adapters.logs import lines
from trackifi_accounting_adapters.workers.slots import Slot

PATIENCE = 25.0
"""Seconds that running jobs have to end; no single call to a provider takes so long."""
DEADLINE = 33.0
"""Seconds after which the process is gone, whatever holds it up."""
LOST = 0
"""Stands for the loss of the slot among the numbers of signals."""


class Worker:
    """One member of the fleet; ``number`` is its slot's."""

    def __init__(self, *, number: int, slot: Slot, workers: Workers, engine: Engine) -> None:
        self._number = number
        self._slot = slot
        self._workers = workers
        self._engine = engine
        self._told: SimpleQueue[int] = SimpleQueue()  # the one queue that a signal's handler may use
        self._ended = threading.Event()

    def until_told(self, *, due: Due, do: Do) -> None:
        """Work until SIGINT or SIGTERM; jobs under way are ended first, unless a second signal comes.

        Raises:
            CommandStopped: another process has the slot, or took it over after the database had been away.
        """
        if not self._slot.take():
            raise self._taken("has")
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)
        self._workers.beat(self._number)
        self._engine.start(due=due, do=do)
        threading.Thread(target=self._live, name="beats", daemon=True).start()
        sys.stdout.write("Ready: working until Ctrl-C.\n")
        sys.stdout.flush()
        lines.event("worker started", number=self._number)
        told = self._told.get()
        self._end()
        if told == LOST:
            raise self._taken("took over")

    def _end(self) -> None:
        """A job that does not end is left as a killed process would leave it: what it may have sent is looked for."""
        threading.Thread(target=self._give_up, daemon=True).start()
        clean = self._engine.stop(patience=PATIENCE)
        self._ended.set()
        try:
            self._workers.leave(self._number)
        except SQLAlchemyError as error:
            lines.failure("the worker could not say that it ends", error)
        self._slot.leave()
        lines.event("worker stopped", number=self._number)
        if not clean:
            _vanish()

    def _give_up(self) -> None:
        if not self._ended.wait(DEADLINE):
            lines.event("worker stopped", number=self._number)
            _vanish()

    def _live(self) -> None:
        while not self._ended.wait(BEAT):
            try:
                if not self._slot.take():
                    self._told.put(LOST)
                    return
                self._workers.beat(self._number)
            except SQLAlchemyError as error:
                lines.failure("the worker could not say that it lives", error)

    def _hear(self, number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        self._told.put(number)

    def _taken(self, how: str) -> CommandStopped:
        todo = f"Choose another one, such as --slot {self._number + 1}. Only one process works in a slot."
        return CommandStopped(f"Another worker {how} slot {self._number}.", todo=todo)


def _vanish() -> None:
    """Leave with threads still busy."""
    sys.stderr.flush()
    os._exit(0)
