"""The database's time: the one clock by which everything that decides about sending is timed."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

ALLOWED_APART = timedelta(seconds=2)
"""A machine whose own clock differs from the database's by more sends nothing."""


class DatabaseTime(ABC):
    """The database's clock: the same for every process of an installation, whatever their machines' clocks say.

    Windows, leases, looks, due times and permissions are counted on it alone. Of two instants of it the later one was
    also told later, but for what ``skipped_since`` says.
    """

    @abstractmethod
    def now(self) -> datetime:
        """The time of day, aware, UTC; at most a few milliseconds off while the database can be reached."""

    def skipped_since(self, moment: datetime) -> timedelta:  # noqa: ARG002  # for clocks that can be set under us
        """How much of the time since then never passed, because a clock was set forward; a wait is longer by so much.

        Override it where the database has no clock of its own. Zero where its server keeps one.
        """
        return timedelta(0)

    def apart(self) -> timedelta:
        """How far this machine's own clock was ahead of the database's when it was last measured; negative: behind.

        Override it where the two are not one.
        """
        return timedelta(0)
