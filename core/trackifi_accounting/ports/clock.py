"""Time: the only source of it."""

from abc import ABC, abstractmethod
from datetime import datetime


class Clock(ABC):
    """The source of the time, and of waiting."""

    @abstractmethod
    def now(self) -> datetime:
        """The time of day, aware, UTC: the database's, so that it is the same in every process of an installation."""

    @abstractmethod
    def monotonic(self) -> float:
        """Seconds since some start; never goes back, means nothing in another process.

        A machine's sleep is counted where its system tells it.
        """

    @abstractmethod
    def sleep(self, seconds: float) -> None:
        """Wait at least so many seconds."""
