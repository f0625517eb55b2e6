"""The shape of JSON values: types, lengths, ranges, word lists. Every fault is reported, none stops the search."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Protocol

from procountor_sandbox.serving.refusals import Issue, blank, invalid

INT32 = 2**31 - 1
LARGEST = Decimal(10) ** 12
"""Above this no amount makes sense (inferred; the API names no limit)."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Shape(Protocol):
    """What a value must look like."""

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """Everything that is wrong with the value at this field path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Text of Windows-1252 characters within a length. Lengths count characters."""

    longest: int | None = None
    shortest: int = 0

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """Wrong type, wrong length, characters that Procountor does not take."""
        if not isinstance(value, str):
            yield invalid(at, "a text is expected")
            return
        if len(value) < self.shortest:
            yield blank(at)
        if self.longest is not None and len(value) > self.longest:
            yield invalid(at, f"at most {self.longest} characters are allowed")
        if strange := foreign_characters(value):
            yield invalid(at, f"characters outside Windows-1252: {strange}")


def foreign_characters(text: str) -> str:
    """The code points Windows-1252 does not have, up to five, such as ``U+0154``; empty when all are fine."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        strange = dict.fromkeys(letter for letter in text if not _fits_cp1252(letter))
        return " ".join(f"U+{ord(letter):04X}" for letter in list(strange)[:5])
    return ""


def _fits_cp1252(letter: str) -> bool:
    return bool(letter.encode("cp1252", "ignore"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A JSON number. ``scale`` is how many decimals it may have."""

    least: Decimal | None = None
    most: Decimal | None = None
    scale: int | None = None
    whole: bool = False
    rounds: bool = False

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """Wrong type, out of range, too many decimals."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            yield invalid(at, "a number is expected")
            return
        number = Decimal(value)
        if self.whole:
            if number != number.to_integral_value() or isinstance(value, Decimal) or not -INT32 - 1 <= number <= INT32:
                yield invalid(at, "a whole number of 32 bits is expected")
            return
        if not -LARGEST <= number <= LARGEST:
            yield invalid(at, "the number is too large")
            return
        if self.least is not None and number < self.least:
            yield invalid(at, f"at least {self.least} is expected")
        if self.most is not None and number > self.most:
            yield invalid(at, f"at most {self.most} is allowed")
        if self.scale is not None and not self.rounds and decimals_of(number) > self.scale:
            yield invalid(at, f"at most {self.scale} decimals are allowed")


def decimals_of(number: Decimal) -> int:
    """Decimals that count; trailing zeros do not."""
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """Anything but a JSON boolean."""
        if not isinstance(value, bool):
            yield invalid(at, "true or false is expected")


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list of words."""

    words: Collection[str]

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """A word that is not in the list."""
        if not isinstance(value, str) or value not in self.words:
            yield invalid(at, "the value is not in the list")


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar date, YYYY-MM-DD."""

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """No date, or another way of writing one."""
        if day_of(value) is None:
            yield invalid(at, "a date such as 2026-04-15 is expected")


def day_of(value: Any) -> date | None:
    """The date, or None when the value is none."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Anything:
    """A field that is read-only or ignored: whatever is sent, nothing comes of it."""

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """Never anything."""
        del value, at
        return iter(())


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrayOf:
    """An array of one shape."""

    item: Shape

    def issues(self, value: Any, at: str) -> Iterator[Issue]:
        """No array, or faults of its items."""
        if not isinstance(value, list):
            yield invalid(at, "an array is expected")
            return
        for place, item in enumerate(value):
            yield from self.item.issues(item, f"{at}[{place}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An object. ``strict`` refuses fields it does not know."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()

    def issues(self, value: Any, at: str, *, strict: bool = False) -> Iterator[Issue]:
        """No object, missing fields, faults of its fields."""
        if not isinstance(value, dict):
            yield invalid(at or "body", "an object is expected")
            return
        prefix = f"{at}." if at else ""
        for name in self.required:
            if name not in value:
                yield blank(f"{prefix}{name}")
        for name, item in value.items():
            shape = self.fields.get(name)
            if shape is None:
                if strict:
                    yield invalid(f"{prefix}{name}", "the field is not known")
            elif isinstance(shape, Record):
                yield from shape.issues(item, f"{prefix}{name}", strict=strict)
            else:
                yield from shape.issues(item, f"{prefix}{name}")
