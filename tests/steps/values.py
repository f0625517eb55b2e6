"""Words of the feature files' tables as values of Trackifi's records."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, VatRounding, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Party
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import ProductId

_LETTERS = re.compile(r"(\d+) letters")


def text(words: str) -> str | None:
    """The text itself; "101 letters" is that many, and "nothing" or an empty cell is none."""
    if letters := _LETTERS.fullmatch(words):
        return "x" * int(letters[1])
    return None if words in {"", "nothing"} else words


def with_totals(*lines: Line, currency: str = "EUR") -> Totals:
    """What Trackifi prints on the PDF of these lines."""
    return totals_of(lines, currency=currency)


def of_invoice(invoice: Invoice, part: str, words: str) -> Invoice:
    """The invoice with one part as a table words it; its printed totals follow."""
    if part.startswith("line's "):
        line = replace(invoice.lines[0], **_line_part(part.removeprefix("line's "), words))
        lines: tuple[Line, ...] = (line, *invoice.lines[1:])
    else:
        invoice = replace(invoice, **_head_part(part, words))
        lines = _lines(invoice, words) if part == "lines" else invoice.lines
    changed = replace(invoice, lines=lines)
    return changed if part == "total" else replace(changed, totals=changed.computed_totals)


def of_party(party: Party, part: str, words: str) -> Party:
    """The customer or freelancer with one part as a table words it."""
    if part in {"street", "postcode", "city", "country"}:
        return replace(party, address=replace(party.address, **{part: text(words)}))
    if part == "VAT-registered":
        return replace(party, vat_registered=words == "yes")
    named: dict[str, Any] = {_PARTY[part]: text(words)}
    return replace(party, **named)


def vat(category: str, rate: str, reason: str) -> VatTreatment:
    """A treatment as a bookkeeper's table gives it."""
    return VatTreatment(category=VatCategory(category), rate=Decimal(rate), reason=text(reason))


def _lines(invoice: Invoice, words: str) -> tuple[Line, ...]:
    return () if words == "nothing" else invoice.lines * int(words.removesuffix(" copies"))


def _head_part(part: str, words: str) -> dict[str, Any]:
    name, read = _HEAD[part]
    return {name: read(words)} if name else {}


def _line_part(part: str, words: str) -> dict[str, Any]:
    name, read = _LINE[part]
    return {name: read(words)}


def _needed(words: str) -> str:
    return text(words) or ""


def _total(words: str) -> Totals:
    gross = Decimal(words)
    return Totals(net=gross, vat=Decimal("0.00"), gross=gross, currency="EUR")


_HEAD: dict[str, tuple[str, Callable[[str], Any]]] = {
    "invoice date": ("issued", date.fromisoformat),
    "due date": ("due", date.fromisoformat),
    "status": ("status", InvoiceStatus),
    "language": ("language", text),
    "number": ("number", _needed),
    "currency": ("currency", str),
    "exchange rate": ("currency_rate", Decimal),
    "payment reference": ("payment_reference", text),
    "order reference": ("order_reference", text),
    "interest": ("interest_percent", Decimal),
    "message": ("message", text),
    "lines": ("", str),
    "total": ("totals", _total),
    "VAT rounding": ("vat_rounding", VatRounding),
    "prices": ("prices_include_vat", {"with VAT": True, "without VAT": False}.__getitem__),
}
_LINE: dict[str, tuple[str, Callable[[str], Any]]] = {
    "name": ("name", _needed),
    "quantity": ("quantity", Decimal),
    "unit": ("unit", str),
    "unit price": ("unit_price", Decimal),
    "discount": ("discount_percent", Decimal),
    "comment": ("comment", text),
    "product": ("product", ProductId),
    "start": ("starts", date.fromisoformat),
    "end": ("ends", date.fromisoformat),
}
_PARTY = {"e-mail": "email", "business ID": "business_id", "VAT number": "vat_number", "IBAN": "iban", "BIC": "bic"}
