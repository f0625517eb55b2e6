"""Whether an invoice at the provider is ours: the one place where what is answered, found or read back is believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.makers import maker
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import RemoteCompanyId, RemoteInvoiceId, RemoteUserId

SKEW = timedelta(minutes=10)
"""How far the provider's clock may be from ours."""
A_ROW: Final = Decimal("0.01")
"""So much a sum may differ for each line where the provider rounds line by line."""
DECISIVE: Final = frozenset({"number", "partner", "issued", "due", "currency", "lines", "totals"})
"""Parts of an invoice that must be as they were frozen; what a provider shortens or adds elsewhere is told."""
AMOUNTS: Final = frozenset({"quantity", "unit_price", "discount_percent", "rate"})
"""Parts of a line that no provider writes otherwise than it was sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceContext:
    """What a verdict takes into account beside the delivery and the invoices that were found.

    ``user`` is the user of the company's key, ``company`` the remote company it opens. ``held`` are those of the found
    invoices that another delivery of this installation has, ``held_here`` those that one of the same company has.
    ``shared`` says that another company of it is active in the same books. ``restored_at`` is when the database was
    put back last.
    """

    user: RemoteUserId | None
    company: RemoteCompanyId | None = None
    held: frozenset[RemoteInvoiceId] = frozenset()
    held_here: frozenset[RemoteInvoiceId] = frozenset()
    shared: bool = False
    restored_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """The verdict that an invoice is this delivery's."""

    invoice: RemoteInvoice


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPerson:
    """The verdict that only a person can tell; ``problem`` is the question."""

    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """The verdict that the look-up found nothing; not yet a proof of absence."""


class Answered(StrEnum):
    """The verdict on the answer to a request that makes an invoice."""

    OURS = "ours"
    TO_BE_READ = "to_be_read"
    DOUBTFUL = "doubtful"


def answered(delivery: Delivery, answer: RemoteInvoice, *, known: EvidenceContext) -> Answered:
    """Weigh the answer to the delivery's request: another invoice's answer proves nothing about this one.

    Where it is this invoice, and only sums or lines are otherwise, it is to be read by its id before that is believed.
    One that somebody else made, or in shared books one that is older than our request, is another invoice's.
    """
    another = _identity(delivery, answer, known) or _of_somebody_else(delivery, answer, known)
    if not answer.id or answer.id in known.held or another:
        return Answered.DOUBTFUL
    sums = answer.totals and delivery.totals and answer.totals != delivery.totals
    lines = any(_head(one) in {"lines", "totals"} for one in answer.differences)
    return Answered.TO_BE_READ if sums or lines else Answered.OURS


def confirmed(answer: RemoteInvoice, read: RemoteInvoice | None) -> bool:
    """Whether a reading by the answer's id says the same as the answer did."""
    if read is None:
        return False
    parts = [(one.id, one.kind, one.own_number, one.partner, one.issued, one.totals) for one in (answer, read)]
    fields = [{one.field for one in side.differences if _head(one) in DECISIVE} for side in (answer, read)]
    return parts[0] == parts[1] and fields[0] == fields[1]


def judge(delivery: Delivery, found: Sequence[RemoteInvoice], *, known: EvidenceContext) -> Ours | AskPerson | Nothing:
    """Decide what a look-up by the delivery's number means; before one is taken for ours, it is ``read``, too.

    Invoices that a person has said not to be this one don't count.
    """
    counting = [one for one in found if counts(delivery, one, known=known)]
    if not counting:
        return Nothing()
    if len(counting) > 1:
        return AskPerson(problem=_problem("several_found", delivery, count=str(len(counting))))
    invoice = counting[0]
    if invoice.state is RemoteState.REMOVED:
        return AskPerson(problem=_problem("removed_at_provider", delivery))
    if invoice.id in known.held:
        return AskPerson(problem=_problem("held_already", delivery))
    # Where books are shared, a request of the other company may have made it as well as one of ours.
    if known.shared or any(one.field != "totals" for one in differences(delivery, invoice, known=known)):
        return AskPerson(problem=_not_clearly(delivery, invoice, known))
    return Ours(invoice=invoice)


def read(delivery: Delivery, invoice: RemoteInvoice | None, *, known: EvidenceContext) -> Ours | AskPerson:
    """Decide by the whole invoice, compared with what was frozen, whether one that was found is taken for ours.

    None: it was removed since it was found.
    """
    if invoice is None:
        return AskPerson(problem=_problem("removed_at_provider", delivery))
    apart = tuple(one for one in unlike(delivery, invoice, known=known) if not _is_text(delivery, one))
    if invoice.kind is not delivery.kind or invoice.own_number != delivery.number or apart:
        return AskPerson(problem=_not_clearly(delivery, invoice, known))
    return Ours(invoice=invoice)


def unlike(delivery: Delivery, invoice: RemoteInvoice, *, known: EvidenceContext) -> tuple[Problem, ...]:
    """All that speaks against an invoice: what ``differences`` tells, and the parts compared with what was frozen."""
    apart = differences(delivery, invoice, known=known)
    told = {one.field for one in apart}
    lines = [one for one in invoice.differences if _head(one) in DECISIVE and one.field not in told]
    by_row = not lines and _by_row(delivery.totals, invoice)
    return (*(one for one in apart if one.field != "totals" or not by_row), *lines)


def counts(delivery: Delivery, invoice: RemoteInvoice, *, known: EvidenceContext) -> bool:
    """Whether an invoice of the number may have to do with the delivery.

    Not what a person set aside; nor a freelancer's of another year that a person told apart, or that is another
    delivery's of the same company: what another company that shares the books has is asked about.
    """
    if invoice.id in delivery.set_aside:
        return False
    apart = delivery.apart or (delivery.kind is PartyKind.FREELANCER and invoice.id in known.held_here)
    days = (delivery.issued, invoice.issued)
    return not (apart and days[0] and days[1] and days[0].year != days[1].year)


def differences(delivery: Delivery, invoice: RemoteInvoice, *, known: EvidenceContext) -> tuple[Problem, ...]:
    """In what an invoice of the delivery's number differs from the one we would have made; () when it is ours."""
    found = []
    if invoice.created_by != known.user or known.user is None:
        user = known.user
        found.append(_differs("creator", maker(user, user=user), maker(invoice.created_by, user=user)))
    found += _identity(delivery, invoice, known)
    if delivery.issued and invoice.issued is None:
        found.append(_differs("issued", delivery.issued.isoformat(), None))
    ours, theirs = delivery.totals, invoice.totals
    if ours and theirs and ours != theirs:
        found.append(_differs("totals", f"{ours.gross} {ours.currency}", f"{theirs.gross} {theirs.currency}"))
    if not _since_our_intent(delivery, invoice, known):
        made, began = invoice.created, delivery.sent_at or delivery.requested_at
        found.append(_differs("created", began.date().isoformat(), made.date().isoformat() if made else None))
    return tuple(found)


def made_by(invoice: RemoteInvoice, user: RemoteUserId | None) -> bool:
    """Whether the user of the company's key made it; never when either is unknown."""
    return invoice.created_by is not None and invoice.created_by == user


def _identity(delivery: Delivery, invoice: RemoteInvoice, known: EvidenceContext) -> list[Problem]:
    """What makes it another invoice altogether; nothing is concluded from what is not known."""
    issued = delivery.issued.isoformat() if delivery.issued else None
    there = invoice.issued.isoformat() if invoice.issued else None
    pairs: tuple[tuple[str, str | None, str | None], ...] = (
        ("kind", delivery.kind, invoice.kind),
        ("number", delivery.number, invoice.own_number),
        ("partner", delivery.partner, invoice.partner or delivery.partner),
        ("issued", issued, there if issued and there else issued),
        ("company", known.company, (invoice.company or known.company) if known.company else None),
    )
    return [_differs(field, ours, theirs) for field, ours, theirs in pairs if ours != theirs]


def _of_somebody_else(delivery: Delivery, answer: RemoteInvoice, known: EvidenceContext) -> bool:
    """Whether an answer names another maker, or, in books that are shared, is older than our request.

    What it leaves out says nothing. Elsewhere its age says nothing either: a clock may be off.
    """
    maker_apart = answer.created_by is not None and known.user is not None and answer.created_by != known.user
    return maker_apart or (known.shared and older_than_intent(delivery, answer, known))


def older_than_intent(delivery: Delivery, answer: RemoteInvoice, known: EvidenceContext) -> bool:
    """Whether an answer is dated before the sending was asked for; one without a date is not."""
    return answer.created_last is not None and not _since_our_intent(delivery, answer, known)


def _since_our_intent(delivery: Delivery, invoice: RemoteInvoice, known: EvidenceContext) -> bool:
    """Whether a request of this delivery may have made it, or one that a restored backup has forgotten."""
    made = invoice.created_last
    if made is None:
        return delivery.sent_at is not None
    forgotten = known.restored_at is not None and made <= known.restored_at + SKEW
    return forgotten or made >= (delivery.sent_at or delivery.requested_at) - SKEW


def _by_row(ours: Totals | None, invoice: RemoteInvoice) -> bool:
    """Whether the sums are those of the same lines, each of them rounded by itself."""
    theirs = invoice.totals
    if not (ours and theirs and invoice.lines) or ours.currency != theirs.currency:
        return False
    apart = (ours.net - theirs.net, ours.vat - theirs.vat, ours.gross - theirs.gross)
    return all(abs(one) <= A_ROW * len(invoice.lines) for one in apart)


def _is_text(delivery: Delivery, problem: Problem) -> bool:
    """Whether only words of a line are otherwise, of an invoice that a request of ours may have made."""
    field = problem.field or ""
    return delivery.perhaps_there and field.startswith("lines[") and field.rpartition(".")[2] not in AMOUNTS


def _head(problem: Problem) -> str:
    return (problem.field or "").partition(".")[0].partition("[")[0]


def _not_clearly(delivery: Delivery, invoice: RemoteInvoice, known: EvidenceContext) -> Problem:
    """It may be ours, or is certainly somebody else's: a person is told what is so, and decides."""
    same_day = delivery.issued is None or invoice.issued in {None, delivery.issued}
    if not (delivery.perhaps_there or (made_by(invoice, known.user) and same_day)):
        return _problem("number_taken", delivery, by=maker(invoice.created_by, user=known.user))
    if delivery.sent_at is None:
        return _problem("perhaps_ours", delivery)
    return _problem("perhaps_sent", delivery, sent=f"{delivery.sent_at:%Y-%m-%d %H:%M} UTC")


def _differs(field: str, ours: str | None, theirs: str | None) -> Problem:
    return Problem(code="found_differs", field=field, facts={"ours": ours or "?", "theirs": theirs or "?"})


def _problem(code: str, delivery: Delivery, **facts: str) -> Problem:
    return Problem(code=code, facts={"number": delivery.number, **facts})
