"""Promises between a delivery and its invoice in the provider's books, each a function of the pair."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from unicodedata import normalize

from trackifi_accounting.domain.deliveries.copies import twice
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import copies_of
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.reconciliation.changes import problem_of
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteCompanyId, RemoteInvoiceId

_PROGRESS: Final = {
    RemoteState.APPROVED: FindingKind.APPROVED_THERE,
    RemoteState.SENT: FindingKind.APPROVED_THERE,
    RemoteState.PARTLY_PAID: FindingKind.PAID_THERE,
    RemoteState.PAID: FindingKind.PAID_THERE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A delivery, the invoice that its payload asks for, and the invoice in the books.

    ``asked`` is as the provider would give it back, None where the plugin can't tell; ``issued`` is the host's date,
    for a delivery of which nothing else says it. ``pinned`` is the remote company of the integration.
    """

    delivery: Delivery
    there: RemoteInvoice
    asked: RemoteInvoice | None = None
    issued: date | None = None
    pinned: RemoteCompanyId | None = None


Promise = Callable[[Pair], Finding | None]


def of_pair(pair: Pair) -> Iterator[Finding]:
    """Everything in which the two differ, and how far it has come there; one that was removed is told alone."""
    gone = removed(pair)
    yield from [gone] if gone else kept(pair, PROMISES)


def kept(pair: Pair, promises: Iterable[Promise]) -> Iterator[Finding]:
    """What these promises find, with what a person has seen of it marked so."""
    for found in (promise(pair) for promise in promises):
        if found is not None:
            told = problem_of(found)
            yield replace(found, seen=found.seen or (told is not None and mark_of(told) in pair.delivery.seen))


def changed_there(pair: Pair) -> Iterator[Problem]:
    """What somebody changed in the books since it was sent, sums aside: each until a person has seen it."""
    return (told for found in kept(pair, CHANGES) if (told := problem_of(found)) is not None)


def missing(delivery: Delivery) -> Finding:
    """It is not in the books at all."""
    return row(FindingKind.MISSING_THERE, delivery, ours=sum_of(delivery.totals))


def removed(pair: Pair) -> Finding | None:
    """It was invalidated."""
    if pair.there.state is not RemoteState.REMOVED:
        return None
    ours, theirs = sum_of(pair.delivery.totals), sum_of(pair.there.totals)
    return row(FindingKind.REMOVED_THERE, pair.delivery, ours=ours, theirs=theirs)


def amount(pair: Pair) -> Finding | None:
    """The sums are the same, to the cent."""
    ours, theirs = pair.delivery.totals, pair.there.totals
    if not (ours and theirs) or ours.currency != theirs.currency or ours == theirs:
        return None
    return row(
        FindingKind.AMOUNT,
        pair.delivery,
        ours=sum_of(ours),
        theirs=sum_of(theirs),
        difference=f"{theirs.gross - ours.gross} {ours.currency}",
    )


def currency(pair: Pair) -> Finding | None:
    """The currency is the same."""
    ours, theirs = pair.delivery.totals, pair.there.totals
    if not (ours and theirs) or ours.currency == theirs.currency:
        return None
    return row(FindingKind.CURRENCY, pair.delivery, ours=sum_of(ours), theirs=sum_of(theirs))


def number(pair: Pair) -> Finding | None:
    """It bears our number."""
    ours, theirs = pair.delivery.number, pair.there.own_number
    if plain(ours) == plain(theirs):
        return None
    return row(FindingKind.NUMBER, pair.delivery, ours=ours, theirs=theirs or "-")


def day(pair: Pair) -> Finding | None:
    """The invoice date is the same."""
    paper = pair.delivery.paper
    sent = (pair.asked.issued if pair.asked else None) or (paper.issued if paper else pair.issued)
    return _apart(FindingKind.DATE, pair.delivery, sent, pair.there.issued)


def due_day(pair: Pair) -> Finding | None:
    """The due date is the same."""
    paper = pair.delivery.paper
    sent = (pair.asked.due if pair.asked else None) or (paper.due if paper else None)
    return _apart(FindingKind.DUE_DATE, pair.delivery, sent, pair.there.due)


def partner(pair: Pair) -> Finding | None:
    """It is the same business partner's."""
    return _apart(FindingKind.PARTNER, pair.delivery, pair.delivery.partner, pair.there.partner)


def lines(pair: Pair) -> Finding | None:
    """The rows are as many, and say the same; the first one that does not is told."""
    asked, there = pair.asked.lines if pair.asked else None, pair.there.lines
    if asked is None or there is None or asked == there:
        return None
    if len(asked) != len(there):
        return row(FindingKind.LINES, pair.delivery, ours=str(len(asked)), theirs=str(len(there)), field="lines")
    place = next(place for place, (ours, theirs) in enumerate(zip(asked, there, strict=True)) if ours != theirs)
    return row(FindingKind.LINES, pair.delivery, ours=asked[place], theirs=there[place], field=f"lines[{place}]")


def pdf(pair: Pair) -> Finding | None:
    """It has exactly one file of the PDF's content; what a person made has some file."""
    names, ours = pair.there.attachments, pair.delivery.pdf_name or ""
    if names is None or (pair.delivery.foreign and names):
        return None
    theirs, told = ", ".join(names), twice(pair.delivery, names)
    if told:
        seen = mark_of(told) in pair.delivery.seen
        return row(FindingKind.PDF_TWICE, pair.delivery, ours=ours, theirs=theirs, seen=seen)
    if copies_of(ours, names):
        return None
    what = FindingKind.PDF_OTHER if names else FindingKind.PDF_MISSING
    return row(what, pair.delivery, ours=ours, theirs=theirs)


def company(pair: Pair) -> Finding | None:
    """It is in the books of the company that the integration belongs to."""
    return _apart(FindingKind.OTHER_COMPANY, pair.delivery, pair.pinned, pair.there.company)


def progress(pair: Pair) -> Finding | None:
    """Information: it was approved, sent on or paid there."""
    what = _PROGRESS.get(pair.there.state)
    if what is None:
        return None
    return row(what, pair.delivery, ours=sum_of(pair.delivery.totals), theirs=pair.there.state.value)


CHANGES: Final[tuple[Promise, ...]] = (number, day, due_day, partner, lines)
"""What is told of the invoice itself as well, like its sums."""
PROMISES: Final[tuple[Promise, ...]] = (
    company,
    number,
    amount,
    currency,
    day,
    due_day,
    partner,
    lines,
    pdf,
    progress,
)
"""All that holds of an invoice that stands in the books."""


def row(
    what: FindingKind,
    delivery: Delivery,
    *,
    ours: str = "",
    theirs: str = "",
    difference: str = "",
    field: str = "",
    seen: bool = False,
) -> Finding:
    """A finding about a delivery."""
    return Finding(
        what=what,
        kind=delivery.kind,
        number=delivery.number,
        invoice=delivery.invoice,
        remote=delivery.remote or RemoteInvoiceId(""),
        remote_number=delivery.remote_number,
        ours=ours,
        theirs=theirs,
        difference=difference,
        field=field,
        seen=seen,
    )


def sum_of(totals: Totals | None) -> str:
    """The sum with its currency; empty when it is not known."""
    return f"{totals.gross} {totals.currency}" if totals else ""


def plain(number: InvoiceNumber) -> str:
    """A number as it is compared: however its letters are composed, and whatever blanks are around them."""
    return normalize("NFC", number).strip()


def _apart(what: FindingKind, delivery: Delivery, ours: object, theirs: object) -> Finding | None:
    """The row of two values that differ; what one of the sides does not tell is no difference."""
    if not ours or not theirs or ours == theirs:
        return None
    return row(what, delivery, ours=str(ours), theirs=str(theirs))
