"""Lines on their way out: whoever logs never waits for whoever reads, and no log that is gone stops any work."""

import contextlib
import io
import logging
import os
import queue
import sys
import threading
from typing import Final, TextIO

KEPT: Final = 10_000
"""Lines that wait for a slow reader; more are dropped and counted."""
FAREWELL: Final = 1.0
"""Seconds that a process which ends gives to its last lines."""


class DirectHandler(logging.StreamHandler[TextIO]):
    """A log handler that writes at once; a line that fails is dropped, for a complaint might quote it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """Nobody is left to tell."""


class BackgroundHandler(logging.Handler):
    """Has a thread write to a file descriptor: a pipe that nobody empties stops that thread and nothing else."""

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.lost = 0
        self._descriptor = descriptor
        self._lines: queue.Queue[bytes] = queue.Queue(KEPT)
        threading.Thread(target=self._write_all, name="log writer", daemon=True).start()

    def emit(self, record: logging.LogRecord) -> None:
        """Hand the line over. It is made here, where it is known what is being worked on."""
        try:
            self._lines.put_nowait(f"{self.format(record)}\n".encode())
        # Logging must not stop what it tells of, whatever is wrong with a line.
        except Exception:  # noqa: BLE001
            self.lost += 1

    def flush(self) -> None:
        """Wait for the lines that were handed over, but not for long; ``logging`` calls it when the process ends."""
        with self._lines.all_tasks_done:
            self._lines.all_tasks_done.wait_for(lambda: not self._lines.unfinished_tasks, timeout=FAREWELL)

    def _write_all(self) -> None:
        while True:
            left = self._lines.get()
            try:
                while left:
                    left = left[os.write(self._descriptor, left) :]
            except OSError:
                self.lost += 1
            finally:
                self._lines.task_done()


def handler_for(stream: TextIO | None) -> logging.Handler:
    """Writes to the stream; without one to standard error, past its buffer, as long as that is a file of the system."""
    if stream is None and sys.stderr is not None:
        with contextlib.suppress(io.UnsupportedOperation, ValueError, OSError):
            return BackgroundHandler(sys.stderr.fileno())
    chosen = stream or sys.stderr
    return DirectHandler(chosen) if chosen is not None else logging.NullHandler()


def lost() -> int:
    """Lines of this process that could not be written."""
    return sum(one.lost for one in logging.getLogger().handlers if isinstance(one, BackgroundHandler))
