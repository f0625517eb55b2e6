"""What an invoice said when it was sent, kept so that a later revision can be held against it."""

import json
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, Final

from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber, PartyId

_SHORT: Final = 16
"""Letters of a digest that are kept: two texts are told apart, and nobody is to be convinced."""
_APART: Final = frozenset({"kind", "id", "status", "revision", "number", "issued", "due", "party", "lines", "totals"})
"""An invoice's fields that have a place of their own, or that are not sent."""


_SORTED: Final = json.JSONEncoder(sort_keys=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSnapshot:
    """An invoice as it stood in Trackifi when it was sent; ``lines`` and ``rest`` are short digests."""

    number: InvoiceNumber
    issued: date
    due: date
    party: PartyId
    totals: Totals
    rows: int
    lines: str
    rest: str


def snapshot_of(invoice: Invoice) -> InvoiceSnapshot:
    """What there is to send; its status in Trackifi and its count of revisions are not."""
    return InvoiceSnapshot(
        number=invoice.number,
        issued=invoice.issued,
        due=invoice.due,
        party=invoice.party,
        totals=invoice.totals,
        rows=len(invoice.lines),
        lines=_digest([_plain(line) for line in invoice.lines]),
        rest=_digest(_said(invoice)),
    )


def _digest(content: object) -> str:
    return digest_of(_SORTED.encode(content).encode())[:_SHORT]


def _plain(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return value
    if kind is Decimal:
        return format(value.normalize(), "f")  # 1.50 and 1.5 are one price
    if kind is tuple:
        return [_plain(one) for one in value]
    return _said(value) if is_dataclass(kind) else str(value)


def _said(record: Any) -> dict[str, Any]:
    """Its fields but those that say nothing: one that a later version adds changes no digest."""
    said = {}
    for name, default in _defaults(type(record)):  # type: ignore[arg-type]  # every class can be hashed
        value = getattr(record, name)
        if value is not default and value != default:
            said[name] = _plain(value)
    return said


@cache
def _defaults(record: type[Any]) -> tuple[tuple[str, Any], ...]:
    apart = _APART if record is Invoice else frozenset()
    return tuple((one.name, _default(one)) for one in fields(record) if one.name not in apart)


def _default(one: Field[Any]) -> Any:
    if one.default_factory is not MISSING:
        return one.default_factory()
    return one.default
