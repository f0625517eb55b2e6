"""Numbers and days inside a sentence, as its reader writes them; what may be a number by chance stays as it is."""

import re
from datetime import date
from decimal import Decimal
from typing import Final

_NUMBER = re.compile(r"-?\d+\.\d+(?: [A-Z]{3})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ALWAYS: Final = frozenset({"date", "sum", "difference", "rate", "limit", "lowest", "highest"})
_BY_FIELD: Final = frozenset({"value", "ours", "theirs"})
_MEASURED: Final = frozenset(
    {"issued", "due", "starts", "ends", "totals", "quantity", "unit_price", "discount_percent", "vat", "rate"}
    | {"currency_rate", "interest_percent"}
)
"""Fields that hold numbers or days. An invoice number or a name may look like one, and is shown letter by letter."""
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def plain(value: object) -> str:
    """A fact as the program writes it: numbers in plain figures, 90 and never 9E+1; anything else as it is."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def written(name: str, value: str, *, field: str | None, language: str) -> str:
    """The fact ``name`` of a problem about ``field``: 7.5 and 2026-03-02 are "7,5" and "2.3.2026" to a Finn."""
    if name not in _ALWAYS and (name not in _BY_FIELD or field is None or _last(field) not in _MEASURED):
        return value
    if _NUMBER.fullmatch(value):
        return value.replace(".", ",") if language == "fi" else value
    return _day(value, language) if _DAY.fullmatch(value) else value


def _last(field: str) -> str:
    return field.rpartition(".")[2]


def _day(value: str, language: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
