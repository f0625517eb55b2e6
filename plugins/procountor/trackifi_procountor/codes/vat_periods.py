"""Since when and until when a VAT percentage is the law's: Procountor's own list has no dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from trackifi_procountor.errors.translate import SettingInvalid

SETTING: Final = "vat_periods"
_ENTRY: Final = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\s+(\d{4}-\d{2}-\d{2})?\s*\.\.\s*(\d{4}-\d{2}-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatePeriod:
    """A percentage and its first and last day in force; None is without a limit on that side."""

    percent: Decimal
    first: date | None
    last: date | None

    def covers(self, day: date) -> bool:
        """Whether the percentage was in force that day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def rate_periods(text: str) -> tuple[RatePeriod, ...]:
    """Read entries such as ``7 ..2030-12-31, 8 2031-01-01..``; a percentage may have several.

    Raises:
        SettingInvalid: an entry can't be read.
    """
    try:
        return tuple(_periods(text))
    except ValueError as error:
        raise SettingInvalid(setting=SETTING) from error


def _periods(text: str) -> Iterator[RatePeriod]:
    for entry in filter(None, map(str.strip, text.split(","))):
        found = _ENTRY.fullmatch(entry)
        if found is None:
            raise ValueError(entry)
        first, last = (date.fromisoformat(day) if day else None for day in found.groups()[1:])
        if first and last and last < first:
            raise ValueError(entry)
        yield RatePeriod(percent=Decimal(found[1]), first=first, last=last)


def in_force(periods: tuple[RatePeriod, ...], percent: Decimal, day: date) -> bool:
    """Whether nothing says otherwise; of a percentage without an entry nothing is known."""
    own = [one for one in periods if one.percent == percent]
    return not own or any(one.covers(day) for one in own)
