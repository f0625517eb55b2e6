"""Every field of a record in turn, changed: what stays as it was although a field changed has not looked at it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import Address, EInvoiceAddress, PartyKind
from trackifi_accounting.testing.examples.records import ADDRESS, IBAN, invoice, line

Record = TypeVar("Record")

TEXTS: Final = (
    "Specimen 7",
    "sv",
    "SE",
    "USD",
    "seven@specimen.example",
    "FI12345671",
    "1234567-1",
    "RF18539007547034",
    "DEUTDEFF",
    IBAN,
)
"""Texts of which at least one is a good value, and one a bad value, of whatever a field is about."""

E_INVOICE: Final = EInvoiceAddress(address="003712345671", operator="SPECIMEN", ovt="003712345671")

_FILLED: Final[Mapping[Any, Any]] = {
    Address: replace(ADDRESS, specifier="Specimen reception"),
    EInvoiceAddress: E_INVOICE,
}
"""What stands in for a part that is missing."""

_WHEN: Final = datetime(2026, 1, 31, 12, tzinfo=UTC)


def changes(record: Record) -> Iterator[tuple[str, Record, Record]]:
    """Path of a field, the record, and the record with this field alone changed; a field comes several times.

    A part that is missing is filled in on both sides before its own fields change, and of several parts alike the first
    is changed. Another invoice that is named is there or is not: its fields are not walked.
    """
    hints = _hints(type(record))  # type: ignore[arg-type]  # a class can be hashed
    for one in fields(record):  # type: ignore[arg-type]  # a dataclass: no type says so
        for path, before, after in _changed(getattr(record, one.name), hints[one.name]):
            yield f"{one.name}{path}", _with(record, one.name, before), _with(record, one.name, after)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _with(record: Record, name: str, value: object) -> Record:
    return replace(record, **{name: value})  # type: ignore[type-var]  # the same


def _changed(value: Any, hint: Any) -> Iterator[tuple[str, Any, Any]]:
    kind, optional = _without_none(hint)
    if optional and kind is Invoice:
        yield "", None, invoice(PartyKind.CUSTOMER, "T-9", line())
    elif is_dataclass(kind):
        for path, before, after in changes(_FILLED[kind] if value is None else value):
            yield f".{path}", before, after
    elif get_origin(kind) is tuple and value and is_dataclass(value[0]):
        for path, before, after in changes(value[0]):
            yield f"[].{path}", (before, *value[1:]), (after, *value[1:])
    else:
        others = (*_others(kind, value), *((None,) if optional and value is not None else ()))
        yield from (("", value, other) for other in others)


def _without_none(hint: Any) -> tuple[Any, bool]:
    """The type, and whether None is allowed beside it."""
    kinds = [one for one in get_args(hint) if one is not type(None)]
    optional = type(None) in get_args(hint)
    return (kinds[0] if optional else hint), optional


def _others(kind: Any, value: Any) -> tuple[Any, ...]:
    """Other values of a field: one at least for every type that a record has."""
    kind = getattr(kind, "__supertype__", kind)
    if get_origin(kind) is tuple:
        return (("Specimen 7",),)
    if issubclass(kind, Enum):
        return tuple(one for one in kind if one is not value)
    return tuple(one for one in _OTHERS[kind](value) if one != value)


_OTHERS: Final[Mapping[type, Callable[[Any], tuple[Any, ...]]]] = {
    str: lambda _: TEXTS,
    bool: lambda value: (not value,),
    int: lambda value: ((value or 0) + 1,),
    Decimal: lambda value: ((value or Decimal(0)) + 1, Decimal(-1)),
    date: lambda value: ((value or _WHEN.date()) + timedelta(days=1),),
    datetime: lambda value: ((value or _WHEN) + timedelta(days=1),),
}
