"""Being told to stop: Ctrl-C and its kin, at moments when it can be heeded."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Final, Self

TOLD: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopping:
    """While it is open, a signal raises KeyboardInterrupt, once; inside ``held`` only when that block has ended."""

    def __init__(self) -> None:
        self._told = False
        self._held = 0

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._hear) for number in TOLD}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let a block that starts or ends a process come to its end first."""
        before, self._held = self._told, self._held + 1
        try:
            yield
        finally:
            self._held -= 1
        if self._told and not before and not self._held:
            raise KeyboardInterrupt

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        first, self._told = not self._told, True
        if first and not self._held:
            raise KeyboardInterrupt
