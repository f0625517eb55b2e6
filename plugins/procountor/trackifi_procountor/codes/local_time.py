"""Procountor's times: Finnish wall clock without a zone (Procountor API 26.04; the zone itself is inferred)."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

_HOUR: Final = timedelta(hours=1)


@cache
def _helsinki() -> ZoneInfo:
    return ZoneInfo("Europe/Helsinki")


def from_procountor(text: str | None) -> datetime | None:
    """The time in UTC, the earlier one of the repeated hour; None when it is missing or no time.

    A fraction or an offset, should one come, is honoured.
    """
    return next(iter(readings(text)), None)


def readings(text: str | None) -> tuple[datetime, ...]:
    """The times that are written so, in UTC: two in the hour that is repeated when the clock is set back, else one."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return ()
    if found.tzinfo:
        return (found.astimezone(UTC),)
    both = (found.replace(tzinfo=_helsinki(), fold=fold).astimezone(UTC) for fold in (0, 1))
    earlier, later = sorted(both)
    written = found.replace(tzinfo=_helsinki())
    # In the hour that is left out in spring the two differ as well, and neither is ever written.
    repeated = later.astimezone(_helsinki()).replace(tzinfo=None) == written.replace(tzinfo=None)
    return (earlier, later) if earlier != later and repeated else (written.astimezone(UTC),)


def to_procountor(moment: datetime) -> str:
    """The time as a query takes it, cut to whole seconds, so that nothing at that second is missed."""
    local, later = moment.astimezone(_helsinki()), (moment + _HOUR).astimezone(_helsinki())
    if later.utcoffset() != local.utcoffset():
        # When the clock is set back, times of the coming hour are written smaller than the present one.
        local = (moment - _HOUR).astimezone(_helsinki())
    return local.strftime("%Y-%m-%dT%H:%M:%S")


def day_of(moment: datetime) -> date:
    """The calendar day in Finland."""
    return moment.astimezone(_helsinki()).date()
