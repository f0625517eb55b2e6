"""The memory provider's own form of an invoice, and its rules."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber, PartnerId, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected

NUMBER_LIMIT = 40  # characters
COMMENT_LIMIT = 80  # characters

_NAMED = "name business_id vat_number address language iban"
_UNMAPPED = {
    "company": f"{_NAMED} currency",
    "party": f"{_NAMED} customer_number email e_invoice delivery_address bic vat_registered contact_person",
    "partner": f"{_NAMED} customer_number email e_invoice channel references",
    "invoice": "currency_rate language payment_reference order_reference project_number interest_percent message notes "
    "references",
    "invoice.lines[]": "unit comment starts ends vat.category vat.reason",
}
UNMAPPED = frozenset({"credited", *(f"{part}.{one}" for part, names in _UNMAPPED.items() for one in names.split())})
"""Its own form is short: number, days, partner, and a name, a net and a rate a line."""


def drafted(order: InvoiceOrder, vat: tuple[VatChoice, ...]) -> Draft:
    """Translate the order. Raises: InvoiceRejected with every reason."""
    invoice = order.invoice
    if reasons := tuple(_reasons(order, vat)):
        raise InvoiceRejected(reasons=reasons, number=invoice.number)
    totals = invoice.computed_totals
    body = {
        "kind": invoice.kind,
        "number": invoice.number,
        "partner": order.partner.id,
        "issued": invoice.issued.isoformat(),
        "due": invoice.due.isoformat(),
        "currency": invoice.currency,
        "lines": [
            [line.name, str(invoice.net_of(line)), str(line.vat.rate), line.product or order.product]
            for line in invoice.lines
        ],
        "totals": [str(totals.net), str(totals.vat), str(totals.gross)],
    }
    labels = {one.rate: one.label for one in vat}
    return Draft(
        payload=json.dumps(body, sort_keys=True).encode(),
        kind=invoice.kind,
        totals=totals,
        treatments=tuple(labels[line.vat.rate] for line in invoice.lines),
    )


def booked(payload: bytes, *, as_id: RemoteInvoiceId) -> RemoteInvoice:
    """The invoice that a payload asks for, unfinished."""
    body = json.loads(payload)
    net, vat, gross = (Decimal(amount) for amount in body["totals"])
    return RemoteInvoice(
        id=as_id,
        kind=PartyKind(body["kind"]),
        own_number=InvoiceNumber(body["number"]),
        state=RemoteState.UNFINISHED,
        number=f"M-{as_id}",
        partner=PartnerId(body["partner"]),
        issued=date.fromisoformat(body["issued"]),
        due=date.fromisoformat(body["due"]),
        totals=Totals(net=net, vat=vat, gross=gross, currency=body["currency"]),
        lines=tuple(_row(*line) for line in body["lines"]),
        attachments=(),
    )


def rows_of(invoice: Invoice) -> tuple[str, ...]:
    """The invoice's lines as this provider writes rows, whoever types them in."""
    return tuple(_row(line.name, str(invoice.net_of(line)), str(line.vat.rate), line.product) for line in invoice.lines)


def _row(*parts: str | None) -> str:
    return " ".join(str(part) for part in parts)


def apart_from(payload: bytes, invoice: RemoteInvoice, *, made_of: bytes) -> tuple[Problem, ...]:
    """What an invoice has otherwise than a payload; of one that a person made, no line is known but their count."""
    return tuple(_apart(json.loads(payload), invoice, json.loads(made_of) if made_of else {}))


def _apart(body: dict[str, Any], invoice: RemoteInvoice, made_of: dict[str, Any]) -> Iterator[Problem]:
    due = invoice.due.isoformat() if invoice.due else body["due"]
    if due != body["due"]:
        yield _echo("due", body["due"], due)
    if invoice.totals and invoice.totals.currency != body["currency"]:
        yield _echo("currency", body["currency"], invoice.totals.currency)
    if invoice.lines is not None and len(invoice.lines) != len(body["lines"]):
        yield _echo("lines", str(len(body["lines"])), str(len(invoice.lines)))
    lines = made_of.get("lines", body["lines"])
    for index, (ours, theirs) in enumerate(zip(body["lines"], lines, strict=False)):
        for name, left, right in zip(("comment", "unit_price", "vat.rate", "product"), ours, theirs, strict=True):
            if left != right:
                yield _echo(f"lines[{index}].{name}", str(left), str(right))


def _echo(field: str, ours: str, theirs: str) -> Problem:
    return Problem(code="echo_differs", field=field, facts={"ours": ours, "theirs": theirs})


def _reasons(order: InvoiceOrder, vat: tuple[VatChoice, ...]) -> Iterator[Problem]:
    invoice = order.invoice
    if not invoice.lines:
        yield Problem(code="lines_missing", field="lines")
    if invoice.due < invoice.issued:
        yield Problem(code="due_before_date", field="due")
    yield from _length("number", invoice.number, NUMBER_LIMIT)
    for index, line in enumerate(invoice.lines):
        yield from _length(f"lines[{index}].comment", line.comment or "", COMMENT_LIMIT)
        if line.vat.rate not in _rates(invoice, vat):
            facts = {"rate": str(line.vat.rate), "date": invoice.issued.isoformat()}
            yield Problem(code="vat_rate_not_in_use", field=f"lines[{index}].vat.rate", facts=facts)


def _length(field: str, text: str, limit: int) -> Iterator[Problem]:
    if len(text) > limit:
        yield Problem(code="text_too_long", field=field, facts={"length": str(len(text)), "limit": str(limit)})


def _rates(invoice: Invoice, vat: tuple[VatChoice, ...]) -> set[Decimal]:
    sales = invoice.kind is PartyKind.CUSTOMER
    return {one.rate for one in vat if one.rate is not None and (one.sales if sales else one.purchases)}
