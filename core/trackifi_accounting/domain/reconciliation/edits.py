"""Edited here after sending: what stands in Trackifi now, held against what was sent."""

from collections.abc import Iterator
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.invoices.snapshots import InvoiceSnapshot, snapshot_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Digest

CHANGED: Final = "changed_since_sent"
CHANGED_OTHERWISE: Final = "changed_since_sent_otherwise"
EDITS: Final = frozenset({CHANGED, CHANGED_OTHERWISE})


def edited(delivery: Delivery, invoice: Invoice, *, document: Digest | None = None) -> Problem | None:
    """The problem of a sent invoice that is not as it was sent any more; None while it is, and before it is sent.

    ``document`` is the digest of its present PDF; with None it is as it was last told. ``ours`` is the sum now,
    ``theirs`` the one that was sent, ``difference`` the first less the second; in another currency there is none.
    ``fields`` names all that differs.
    """
    if not delivery.settled:
        return None
    parts = tuple(_parts(delivery, invoice, document))
    if not parts:
        return None
    facts = {"number": delivery.number, "fields": ", ".join(parts)}
    sent, now = delivery.totals, invoice.totals
    if sent is None or (sent.gross == now.gross and sent.currency == now.currency):
        return Problem(code=CHANGED_OTHERWISE, facts=facts)
    apart = f"{now.gross - sent.gross} {now.currency}" if sent.currency == now.currency else "-"
    sums = {"ours": f"{now.gross} {now.currency}", "theirs": f"{sent.gross} {sent.currency}", "difference": apart}
    return Problem(code=CHANGED, field="totals", facts=facts | sums)


def retold(delivery: Delivery, problem: Problem | None) -> tuple[Problem, ...]:
    """The delivery's problems with this one in place of an earlier one of an edit."""
    rest = tuple(one for one in delivery.problems if one.code not in EDITS)
    return (*rest, problem) if problem else rest


def _parts(delivery: Delivery, invoice: Invoice, document: Digest | None) -> Iterator[str]:
    """Paths of what differs, in the order of the invoice."""
    sent, now = delivery.paper, snapshot_of(invoice)
    if sent is not None:
        yield from _of_paper(sent, now)
    elif delivery.totals and delivery.totals != now.totals:
        yield "totals"
    elif delivery.number != now.number:
        yield "number"
    if _other_pdf(delivery, document):
        yield "document"


def _other_pdf(delivery: Delivery, document: Digest | None) -> bool:
    if document is None:
        return any("document" in one.facts["fields"] for one in delivery.problems if one.code in EDITS)
    return delivery.pdf_digest not in {None, document}


def _of_paper(sent: InvoiceSnapshot, now: InvoiceSnapshot) -> Iterator[str]:
    for name in ("number", "party", "issued", "due", "lines", "totals"):
        if getattr(sent, name) != getattr(now, name):
            yield name
    if sent.rest != now.rest:
        yield "other"
