"""Time: the only source of it."""

from abc import ABC, abstractmethod
from datetime import datetime


class Clock(ABC):
    """Tells the time and waits."""

    @abstractmethod
    def now(self) -> datetime:
        """The time of day, aware, UTC."""

    @abstractmethod
    def monotonic(self) -> float:
        """Seconds since some start; never goes back, means nothing in another process."""

    @abstractmethod
    def sleep(self, seconds: float) -> None:
        """Wait at least so many seconds."""
