"""Promises between the host's records and the deliveries: all that was finished is sent, and is as it was sent."""

from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, counted_as
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import mark_of
from trackifi_accounting.domain.reconciliation.books import row, sum_of
from trackifi_accounting.domain.reconciliation.edits import edited
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.references import Digest, RemoteInvoiceId

_WAITING: Final = frozenset(DeliveryState) - {DeliveryState.SENT, DeliveryState.EXCLUDED}


def edited_here(delivery: Delivery, invoice: Invoice, *, document: Digest | None = None) -> Finding | None:
    """It stands in Trackifi as it was sent."""
    problem = edited(delivery, invoice, document=document)
    if problem is None:
        return None
    return row(
        FindingKind.EDITED_HERE,
        delivery,
        ours=problem.facts.get("ours", ""),
        theirs=problem.facts.get("theirs", ""),
        difference=problem.facts.get("difference", ""),
        field=problem.facts["fields"],
        seen=mark_of(problem) in delivery.seen,
    )


def waiting_here(delivery: Delivery) -> Finding | None:
    """It has arrived, or somebody has decided that it is not to; the state of one that waits is ``ours``."""
    if delivery.state not in _WAITING:
        return None
    return row(FindingKind.WAITING_HERE, delivery, ours=counted_as(delivery.state, left=delivery.left))


def never_sent(invoice: Invoice) -> Finding:
    """It was finished, and nobody has asked for its sending."""
    return Finding(
        what=FindingKind.NEVER_SENT,
        kind=invoice.kind,
        number=invoice.number,
        invoice=invoice.id,
        remote=RemoteInvoiceId(""),
        remote_number=None,
        ours=sum_of(invoice.totals),
    )
