"""A sent delivery as its invoice was read at the provider: its state, and what is to be told of it."""

from collections.abc import Iterable, Iterator
from typing import Final

from trackifi_accounting.domain.deliveries.copies import counted
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.reconciliation.books import Pair, changed_there
from trackifi_accounting.domain.reconciliation.changes import CHANGED_THERE
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.use_cases.deliveries.journal import cents_apart

TOLD_ANEW: Final = frozenset({"removed_at_provider", "totals_differ", CHANGED_THERE})
SEEN_TO: Final = frozenset({"echo_differs"})
"""Told until the accountant, who had the invoice in front of them, let it go on."""


def as_read(delivery: Delivery, invoice: RemoteInvoice, connection: Connection) -> Delivery:
    """The delivery as the provider has its invoice."""
    if invoice.state is RemoteState.REMOVED:
        return gone(delivery)
    asked = connection.accounting.booked_as(delivery.payload) if delivery.payload else None
    changes = changed_there(Pair(delivery=delivery, there=invoice, asked=asked))
    now = replace(
        delivery,
        remote_state=invoice.state,
        remote_number=invoice.number or delivery.remote_number,
        problems=(*_open(delivery, invoice), *cents_apart(delivery, invoice), *_news(changes, delivery)),
    )
    return counted(now, invoice.attachments)


def gone(delivery: Delivery) -> Delivery:
    """The delivery of an invoice that was removed or invalidated there."""
    removed = Problem(code="removed_at_provider", facts={"number": delivery.number})
    return replace(delivery, remote_state=RemoteState.REMOVED, problems=(*_others(delivery), removed))


def with_names(work: UnitOfWork, delivery: Delivery) -> Delivery:
    """The same, the two business partners named where the invoice is another's there."""
    told = next((one for one in delivery.problems if one.code == CHANGED_THERE and _part(one) == "partner"), None)
    if told is None:
        return delivery
    ids = {f"{side}_name": PartnerId(told.facts[side]) for side in ("ours", "theirs")}
    known = work.partners.ever(delivery.provider, list(ids.values()))
    names = {name: known[id_].name for name, id_ in ids.items() if id_ in known}
    named = replace(told, facts={**told.facts, **names})
    return replace(delivery, problems=tuple(named if one is told else one for one in delivery.problems))


def _open(delivery: Delivery, invoice: RemoteInvoice) -> tuple[Problem, ...]:
    settled = SEEN_TO if invoice.state is not RemoteState.UNFINISHED else frozenset()
    said = {"issued": invoice.issued, "due": invoice.due, "partner": invoice.partner, "lines": invoice.lines}
    unsaid = {part for part, value in said.items() if value is None}
    kept = (one for one in delivery.problems if one.code == CHANGED_THERE and _part(one) in unsaid)
    return (*(one for one in _others(delivery) if one.code not in settled), *kept)


def _others(delivery: Delivery) -> tuple[Problem, ...]:
    return tuple(one for one in delivery.problems if one.code not in TOLD_ANEW)


def _news(changes: Iterable[Problem], delivery: Delivery) -> Iterator[Problem]:
    """What nobody knows yet: a person said of one that it is ours, or it came back so when it was made."""
    known = {_part(one) for one in delivery.problems if one.code in SEEN_TO}
    if not delivery.foreign:
        yield from (one for one in changes if _part(one) not in known and _as_came_back(one) not in delivery.seen)


def _as_came_back(change: Problem) -> str:
    return mark_of(replace(change, code="echo_differs"))


def _part(problem: Problem) -> str:
    """The part of the invoice that a problem is about: a field of its own, or all its rows."""
    return (problem.field or "").partition("[")[0]
