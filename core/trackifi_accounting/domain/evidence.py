"""Whether an invoice found at the provider is ours: the one place where ambiguity is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import RemoteUserId
from trackifi_accounting.domain.remote import RemoteInvoice, RemoteState

SKEW = timedelta(minutes=10)
"""How far the provider's clock may be from ours."""
APART = timedelta(seconds=60)
"""Two clean looks closer together count as one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """It is the invoice of this delivery."""

    invoice: RemoteInvoice


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Only a person can tell."""

    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """The look-up found nothing; not yet a proof of absence."""


def judge(delivery: Delivery, found: Sequence[RemoteInvoice], *, user: RemoteUserId | None) -> Ours | Ask | Nothing:
    """Decide what a look-up by the delivery's number means; ``user`` is the user of the company's key.

    Invoices that a person has said not to be this one don't count.
    """
    counting = [one for one in found if one.id not in delivery.set_aside]
    if not counting:
        return Nothing()
    if len(counting) > 1:
        return Ask(problem=_problem("several_found", delivery, count=str(len(counting))))
    invoice = counting[0]
    if invoice.state is RemoteState.REMOVED:
        return Ask(problem=_problem("removed_at_provider", delivery))
    if differences(delivery, invoice, user=user):
        return Ask(problem=_problem("number_taken", delivery, by=invoice.created_by or "?"))
    return Ours(invoice=invoice)


def differences(delivery: Delivery, invoice: RemoteInvoice, *, user: RemoteUserId | None) -> tuple[Problem, ...]:
    """In what an invoice of the delivery's number differs from the one we would have made; () when it is ours."""
    ours, theirs = delivery.totals, invoice.totals
    began = delivery.sent_at
    found = []
    if invoice.created_by != user:
        found.append(_differs("creator", user, invoice.created_by))
    if (invoice.partner or delivery.partner) != delivery.partner:
        found.append(_differs("partner", delivery.partner, invoice.partner))
    if ours and theirs and ours != theirs:
        found.append(_differs("totals", f"{ours.gross} {ours.currency}", f"{theirs.gross} {theirs.currency}"))
    if began and invoice.created and invoice.created < began - SKEW:
        found.append(_differs("created", began.date().isoformat(), invoice.created.date().isoformat()))
    return tuple(found)


def made_by(invoice: RemoteInvoice, user: RemoteUserId | None) -> bool:
    """Whether the user of the company's key made it; never when either is unknown."""
    return invoice.created_by is not None and invoice.created_by == user


def _differs(field: str, ours: str | None, theirs: str | None) -> Problem:
    return Problem(code="found_differs", field=field, facts={"ours": ours or "?", "theirs": theirs or "?"})


def _problem(code: str, delivery: Delivery, **facts: str) -> Problem:
    return Problem(code=code, facts={"number": delivery.number, **facts})


def absence_proven(delivery: Delivery, *, now: datetime, window: timedelta, control: bool) -> bool:
    """Whether a doubtful attempt certainly booked nothing.

    Needs all of: ``window`` has passed since the attempt could last have started, two looks at least a minute apart
    after that found nothing, and ``control``: the same kind of look just found an invoice known to be there.
    """
    if delivery.not_after is None or now < delivery.not_after + window:
        return False
    late = [look for look in delivery.clean_looks if look >= delivery.not_after + window]
    return control and len(late) > 1 and late[-1] - late[0] >= APART
