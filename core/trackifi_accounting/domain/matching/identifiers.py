"""Identifiers as evidence: what is equal, what conflicts, what is no evidence because it cannot be right."""

import re
from typing import Final, NamedTuple

from stdnum.util import get_cc_module

from trackifi_accounting.domain.matching.records import Record

_BLANKS: Final = re.compile(r"[\s.\u00a0]+")
_DASHES: Final = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2212", "------")
_WRITTEN: Final = re.compile(r"[0-9]{7}-[0-9]")  # as nearly all are
_PLAIN_ID: Final = re.compile(r"\d{7,8}", re.ASCII)  # spreadsheets drop the hyphen and a leading zero
_FINNISH_ID: Final = re.compile(r"FI-?\d{7}-?\d|\d{6,7}-\d", re.ASCII)
_VAT: Final = re.compile(r"[A-Z]{2}[0-9A-Z+*]{2,13}")
# Bytes are numbers already: digits count from 48. The weights 7 9 10 5 8 4 2 add up to 45.
_ZEROS: Final = 48 * 45


class Identifiers(NamedTuple):
    """The identifiers of a record in one spelling; a tuple, for hundreds of thousands are made.

    `ignored` are those whose check digit is wrong.
    `business_id` is Finnish, eight digits; `vat_number` carries its country; `unchecked` has no check digit known here.
    """

    business_id: str | None = None
    vat_number: str | None = None
    unchecked: str | None = None
    ignored: tuple[str, ...] = ()


NONE: Final = Identifiers()


def identifiers(record: Record) -> Identifiers:
    """Read from the business id and VAT number fields; each may hold the other's form."""
    if not record.business_id and not record.vat_number:
        return NONE
    first = _read(record.business_id)
    if not record.vat_number or (second := _read(record.vat_number)) is NONE:
        return first
    return Identifiers(
        business_id=first.business_id or second.business_id,
        vat_number=second.vat_number or first.vat_number,
        unchecked=first.unchecked or second.unchecked,
        ignored=first.ignored + second.ignored,
    )


def _read(text: str | None) -> Identifiers:
    if not text:
        return NONE
    if _WRITTEN.fullmatch(text):
        digits = text[:7] + text[8:]
        return Identifiers(digits) if check_digit_holds(digits) else Identifiers(ignored=(text,))
    value = _BLANKS.sub("", text.translate(_DASHES)).upper()
    finnish = _FINNISH_ID.fullmatch(value)
    if finnish or _PLAIN_ID.fullmatch(value):
        digits = value.removeprefix("FI").replace("-", "").zfill(8)
        if check_digit_holds(digits):
            return Identifiers(business_id=digits)
        return Identifiers(ignored=(text.strip(),)) if finnish else Identifiers(unchecked=value)
    return _foreign(value, text) if value else NONE


def _foreign(value: str, text: str) -> Identifiers:
    rules = get_cc_module(value[:2].lower(), "vat") if _VAT.fullmatch(value) else None
    if rules is None:
        return Identifiers(unchecked=value)
    return Identifiers(vat_number=value) if rules.is_valid(value) else Identifiers(ignored=(text.strip(),))


def check_digit_holds(digits: str) -> bool:
    """Whether eight digits are a Finnish business id; weights 7 9 10 5 8 4 2 modulo 11."""
    a, b, c, d, e, f, g, last = digits.encode("ascii")
    rest = (7 * a + 9 * b + 10 * c + 5 * d + 8 * e + 4 * f + 2 * g - _ZEROS) % 11
    return rest != 1 and last - 48 == (11 - rest) % 11


def in_conflict(left: Identifiers, right: Identifiers) -> bool:
    """Whether valid identifiers say that these are two different companies."""
    if left.business_id and right.business_id:
        return left.business_id != right.business_id
    if left.vat_number and right.vat_number:
        return left.vat_number != right.vat_number and left.vat_number[:2] == right.vat_number[:2]
    return False


def in_doubt(left: Identifiers, right: Identifiers) -> bool:
    """Whether both carry numbers and share none, checked or not; a number with a wrong check digit is none."""
    ours, theirs = _numbers(left), _numbers(right)
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _numbers(ids: Identifiers) -> frozenset[str]:
    return frozenset(number for number in (ids.business_id, ids.vat_number, ids.unchecked) if number)


def number_of(ids: Identifiers) -> str:
    """One of its numbers, to be shown; an empty text where it has none."""
    if ids.business_id:
        return f"{ids.business_id[:7]}-{ids.business_id[7]}"
    return ids.vat_number or ids.unchecked or ""
