"""What a sweep of a provider's new invoices tells: duplicates, orphans and commits that came late."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import RemoteInvoiceId

AFTER_SENDING: Final = tuple(timedelta(minutes=minutes) for minutes in (15, 60, 360, 1440))
"""How long after an invoice was sent all that is new is looked at; then nightly, as long as it is watched."""
WATCHED: Final = timedelta(days=7)
PERMISSION: Final = timedelta(seconds=10)
"""So long before its ``not_after`` an attempt was written down."""
ROUNDED: Final = timedelta(seconds=2)
"""Providers tell times, and by them how far their clock is from ours, in whole seconds."""
NAMED: Final = 5
"""So many of each are named on the card; all of them are in the drift report."""
DUPLICATE, ORPHAN, LATE = "duplicate_at_provider", "orphan_at_provider", "late_commit"
SHARED: Final = "held_by_two"
"""Two deliveries have one invoice, from before only one could."""
COPY: Final = "copy_at_provider"
"""A person has made an invoice of a number that we sent."""


def duplicate(delivery: Delivery, second: RemoteInvoice, *, ours: bool = True) -> Problem:
    """Two invoices of one number, both named as people find them there; the second one was made by us or by hand."""
    facts = {
        "number": delivery.number,
        "first": delivery.remote_number or delivery.remote or "?",
        "second": second.number or second.id,
        "id": second.id,
        "kind": delivery.kind.value,
        "invoice": delivery.invoice,
    }
    return Problem(code=DUPLICATE if ours else COPY, facts=facts)


def orphan(invoice: RemoteInvoice, delivery: Delivery | None = None) -> Problem:
    """An invoice that our key's user made, and that no delivery is known to have led to; at most one has its number."""
    facts = {"number": invoice.own_number or "-", "remote": invoice.number or invoice.id, "id": invoice.id}
    if delivery:
        facts |= {"kind": delivery.kind.value, "invoice": delivery.invoice}
    return Problem(code=ORPHAN, facts=facts)


def lateness(delivery: Delivery, invoice: RemoteInvoice) -> timedelta | None:
    """How long after the request that led to it an invoice was created; None when that can't be told.

    One that was created before the last attempt is the first attempt's.
    """
    if invoice.created is None or delivery.sent_at is None or delivery.not_after is None:
        return None
    last = delivery.not_after - PERMISSION
    return invoice.created - (last if invoice.created >= last - ROUNDED else delivery.sent_at)


def late(delivery: Delivery, invoice: RemoteInvoice, *, window: timedelta | None) -> Problem | None:
    """The problem of an invoice that took longer than half of the time we wait; None when it did not."""
    took = lateness(delivery, invoice)
    if window is None or took is None or took <= window / 2:
        return None
    minutes = {"minutes": str(round(took / timedelta(minutes=1))), "limit": str(round(window / timedelta(minutes=2)))}
    return Problem(code=LATE, facts={"number": delivery.number, "id": invoice.id, **minutes})


def id_of(problem: Problem) -> RemoteInvoiceId:
    """Which invoice at the provider a finding is about."""
    return RemoteInvoiceId(problem.facts.get("id", ""))


def still(found: Iterable[Problem], there: dict[RemoteInvoiceId, RemoteInvoice]) -> tuple[Problem, ...]:
    """The findings whose invoice is there now; one that was removed has solved itself."""
    standing = {one for one, invoice in there.items() if invoice.state is not RemoteState.REMOVED}
    return tuple(one for one in found if one.code == LATE or id_of(one) in standing)


def shown(found: Sequence[Problem]) -> tuple[Problem, ...]:
    """What the provider's card shows of it: the first ones, and all orphans as one."""
    return tuple(_shown(found))


def _shown(found: Sequence[Problem]) -> Iterator[Problem]:
    for code in (DUPLICATE, COPY, LATE):
        yield from [one for one in found if one.code == code][:NAMED]
    orphans = [one for one in found if one.code == ORPHAN]
    if orphans:
        numbers = ", ".join(one.facts["number"] for one in orphans[:NAMED])
        yield Problem(code="orphans_at_provider", facts={"count": str(len(orphans)), "numbers": numbers})
