"""Promises about how many there are: one standing invoice of a number, whoever made it, and one delivery of an id."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.deliveries.evidence import made_by
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import mark_of
from trackifi_accounting.domain.reconciliation.books import plain, row, sum_of
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.reconciliation.sweeps import SHARED
from trackifi_accounting.domain.values.references import RemoteInvoiceId, RemoteUserId

ON_THEIR_WAY: Final = frozenset({DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING})
"""Their own looks will find whatever there is."""


def same_invoice(delivery: Delivery, invoice: RemoteInvoice) -> bool:
    """Whether an invoice in the books bears the delivery's number; a seller's with the same partner, in that year."""
    if not delivery.holds_number or delivery.kind is not invoice.kind:
        return False
    if plain(delivery.number) != plain(invoice.own_number):
        return False
    if delivery.kind is PartyKind.CUSTOMER:
        return True
    if delivery.partner and invoice.partner and delivery.partner != invoice.partner:
        return False
    issued = delivery.paper.issued if delivery.paper else None
    return issued is None or invoice.issued is None or issued.year == invoice.issued.year


def surplus(invoice: RemoteInvoice, holders: Sequence[Delivery], *, user: RemoteUserId | None) -> Finding | None:
    """What an invoice is that stands in the books and is no delivery's; None when nothing speaks of it here.

    ``holders`` are deliveries of its number, ``user`` is the user of the company's key. What a person has answered to
    be another invoice is none of ours, and neither is what was booked by hand in place of an excluded one.
    """
    if invoice.state is RemoteState.REMOVED:
        return None
    ours = made_by(invoice, user)
    holder = next((one for one in holders if same_invoice(one, invoice)), None)
    if holder is None:
        return _of_theirs(FindingKind.MISSING_HERE, invoice) if ours else None
    if invoice.id in holder.set_aside:
        return None
    if holder.settled and holder.remote_state is not RemoteState.REMOVED:
        what = FindingKind.SECOND_BY_US if ours else FindingKind.SECOND_BY_HAND
        return _of_theirs(what, invoice, holder)
    return _of_theirs(FindingKind.MISSING_HERE, invoice, holder) if ours else None


def held_twice(deliveries: Iterable[Delivery]) -> Iterator[Finding]:
    """Deliveries that hold an id at the provider that another one holds as well, each with the other's number.

    Of another company's nothing is known here but that: it stands on the delivery itself.
    """
    first: dict[RemoteInvoiceId, Delivery] = {}
    for one in deliveries:
        if one.remote is None:
            continue
        other = first.setdefault(one.remote, one)
        told = next((problem for problem in one.problems if problem.code == SHARED), None)
        if other is not one or told:
            seen = told is not None and mark_of(told) in one.seen
            theirs = other.number if other is not one else ""
            yield row(FindingKind.HELD_TWICE, one, ours=one.number, theirs=theirs, seen=seen)


def _of_theirs(what: FindingKind, invoice: RemoteInvoice, holder: Delivery | None = None) -> Finding:
    ours = (holder.remote_number or holder.remote or "") if holder and holder.settled else ""
    return Finding(
        what=what,
        kind=invoice.kind,
        number=invoice.own_number,
        invoice=holder.invoice if holder else None,
        remote=invoice.id,
        remote_number=invoice.number,
        ours=ours,
        theirs=sum_of(invoice.totals),
        field=invoice.created_by or "",
    )
