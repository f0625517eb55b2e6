"""The sandbox's clock, which a test may move."""

import time
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import formatdate
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def _helsinki() -> tzinfo:
    """Winter time all year where the machine has no table of time zones."""
    try:
        return ZoneInfo("Europe/Helsinki")
    except ZoneInfoNotFoundError:
        return timezone(timedelta(hours=2))


HELSINKI = _helsinki()
"""Times of the API carry no zone; they are taken as Finnish wall time (inferred)."""


class Clock:
    """Real time plus what was added to it."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._date = (0, "")
        self._moment = (0, "")

    def seconds(self) -> float:
        """Seconds since 1970, moved."""
        return time.time() + self._ahead

    def advance(self, seconds: float) -> None:
        """Moves the clock forward, or back when negative. Seconds."""
        self._ahead += seconds

    def now(self) -> datetime:
        """Finnish wall time without a zone."""
        return datetime.fromtimestamp(self.seconds(), UTC).astimezone(HELSINKI).replace(tzinfo=None)

    def today(self) -> date:
        """The Finnish calendar day."""
        return self.now().date()

    def stamp(self, *, days_ago: int = 0) -> str:
        """Now in the API's form, ``YYYY-MM-DDTHH:MM:SS``."""
        if days_ago:
            return (self.now() - timedelta(days=days_ago)).isoformat(timespec="seconds")
        second = int(self.seconds())
        if self._moment[0] != second:
            self._moment = (second, self.now().isoformat(timespec="seconds"))
        return self._moment[1]

    def http_date(self) -> str:
        """Now as the ``Date`` header wants it; made once a second."""
        second = int(self.seconds())
        if self._date[0] != second:
            self._date = (second, formatdate(second, usegmt=True))
        return self._date[1]
