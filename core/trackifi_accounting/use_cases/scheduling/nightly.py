"""When a night's work was last due, and when it is next."""

from datetime import datetime, time, timedelta
from typing import Final

NIGHT: Final = time(hour=1)
"""UTC: 3 or 4 o'clock in Finland."""


def last_night(now: datetime) -> datetime:
    """The latest such hour that is not after now."""
    tonight = datetime.combine(now.date(), NIGHT, tzinfo=now.tzinfo)
    return tonight if tonight <= now else tonight - timedelta(days=1)


def next_night(now: datetime) -> datetime:
    """The first such hour after now."""
    return last_night(now) + timedelta(days=1)
