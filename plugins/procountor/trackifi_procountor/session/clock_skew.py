"""How far Procountor's clock is from ours, by the Date header of answers that no cache gives: to compare times."""

from collections import deque
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from statistics import median
from threading import Lock
from typing import Final

SAMPLES: Final = 9
"""Answers that count, the latest ones: a single one that is wrong outweighs none of the others."""
SURE: Final = 5.0
"""Seconds; an answer that leaves more open, since it was long under way, tells nothing."""
NONSENSE: Final = 86_400.0
"""Seconds; a difference of a day is no clock's."""
TRIFLE: Final = 2.0
"""Seconds; the header knows whole seconds only, so that less is no difference."""
WHOLE: Final = 0.5
"""Half of the header's second."""


class ClockSkew:
    """The measured difference between Procountor's clock and ours, for one session. Threads share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._ahead: deque[float] = deque(maxlen=SAMPLES)

    def heard(self, date: str | None, *, ended: datetime, seconds: float) -> None:
        """Take an answer's header; the exchange took so many seconds and ended then. What is no date is left out.

        It was written somewhere on the way: half way is meant, and half of the way is what it may be off.
        """
        written = _moment(date)
        if written is None or seconds / 2 + WHOLE > SURE:
            return
        ahead = (written - ended).total_seconds() + seconds / 2 + WHOLE
        if abs(ahead) < NONSENSE:
            with self._lock:
                self._ahead.append(ahead)

    def ahead(self) -> timedelta:
        """By how much Procountor's clock is ahead of ours, negative when it is behind; zero when it is not known."""
        with self._lock:
            found = median(self._ahead) if self._ahead else 0.0
        return timedelta(seconds=found if abs(found) >= TRIFLE else 0.0)


def _moment(text: str | None) -> datetime | None:
    try:
        found = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
