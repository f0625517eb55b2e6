"""Reference data kept for a short time, so that one sending costs few calls."""

import threading
from collections.abc import Callable
from typing import Any, TypeVar

from trackifi_accounting.ports.clock import Clock

T = TypeVar("T")


class ReferenceCache:
    """A cache of reference data, each value for its own time; threads share it, and two may fetch the same at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, Any]] = {}

    def get(self, name: str, fetch: Callable[[], T], *, clock: Clock, seconds: float) -> T:
        """Give the value, fetched anew when it is older than that."""
        with self._lock:
            until, value = self._kept.get(name, (float("-inf"), None))
        if clock.monotonic() < until:
            kept: T = value
            return kept
        fresh = fetch()
        with self._lock:
            self._kept[name] = (clock.monotonic() + seconds, fresh)
        return fresh

    def has(self, name: str, clock: Clock) -> bool:
        """Whether the value would be given without a fetch."""
        with self._lock:
            return clock.monotonic() < self._kept.get(name, (float("-inf"), None))[0]

    def drop(self, name: str) -> None:
        """Forget one value."""
        with self._lock:
            self._kept.pop(name, None)

    def clear(self) -> None:
        """Forget everything: something proved to be out of date."""
        with self._lock:
            self._kept.clear()
