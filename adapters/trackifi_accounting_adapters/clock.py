"""The time of this machine."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import time
from datetime import UTC, datetime

from trackifi_accounting.ports.clock import Clock


class SystemClock(Clock):
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))
