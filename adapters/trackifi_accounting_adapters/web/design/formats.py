"""Dates, amounts and sizes as the reader writes them."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from babel.dates import format_date, format_datetime, get_timezone
from babel.numbers import format_currency, format_decimal

ZONE: Final = "Europe/Helsinki"
"""Where Trackifi's companies keep their books."""
_KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class Formats:
    """For one locale, such as ``fi_FI``."""

    locale: str

    def day(self, day: date) -> str:
        """A calendar date."""
        return format_date(day, "medium", locale=self.locale)

    def moment(self, moment: datetime) -> str:
        """An aware time, told in Finnish time to the minute."""
        local = moment.astimezone(get_timezone(ZONE))
        return f"{format_date(local, 'medium', locale=self.locale)} {format_datetime(local, 'HH:mm')}"

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount with its currency."""
        return format_currency(amount, currency, locale=self.locale)

    def number(self, number: Decimal | int) -> str:
        """A number with all its decimals."""
        return format_decimal(number, locale=self.locale, decimal_quantization=False)

    def size(self, size: int) -> str:
        """Bytes, rounded for people."""
        if size < _KILO * _KILO:
            return f"{self.number(max(1, round(size / _KILO)))} kB"
        return f"{self.number(round(Decimal(size) / _KILO / _KILO, 1))} MB"
