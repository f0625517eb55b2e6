"""A delivery: the sending of one invoice and its PDF, from the intent to the proof."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.invoices.snapshots import InvoiceSnapshot
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem, mark_of
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.numbers import normal
from trackifi_accounting.domain.values.references import (
    Actor,
    BatchId,
    CompanyId,
    Digest,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    ProviderName,
    RemoteCompanyId,
    RemoteInvoiceId,
)


class DeliveryState(StrEnum):
    """The state of an invoice on its way to the provider."""

    READY = "ready"
    SENDING = "sending"
    CHECKING = "checking"
    SENT = "sent"
    NEEDS_ATTENTION = "needs_attention"
    EXCLUDED = "excluded"


class PdfState(StrEnum):
    """The state of its PDF on the way; it starts only once the invoice is there."""

    NONE = "none"
    WAITING = "waiting"
    SENDING = "sending"
    CHECKING = "checking"
    ATTACHED = "attached"
    NEEDS_ATTENTION = "needs_attention"


ALLOWED: dict[DeliveryState, frozenset[DeliveryState]] = {
    # From Sending back to Ready only when it is certain that the request never left, or was refused.
    # A restart turns Sending into Checking. From Checking to Sending only on proof that nothing was booked.
    # A person's new try after a doubtful attempt begins in Checking, after any other in Ready.
    # From Sent only by a person's explicit answer that an invoice removed at the provider is to be sent anew
    # (``use_cases/reconciliation/send_anew.py``); the journal takes it from nobody else.
    # Excluded is a person's word, given and taken back while it is certain that no request is on its way.
    DeliveryState.READY: frozenset(
        {DeliveryState.SENDING, DeliveryState.NEEDS_ATTENTION, DeliveryState.SENT, DeliveryState.EXCLUDED}
    ),
    DeliveryState.SENDING: frozenset(
        {DeliveryState.SENT, DeliveryState.CHECKING, DeliveryState.READY, DeliveryState.NEEDS_ATTENTION}
    ),
    DeliveryState.CHECKING: frozenset({DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.NEEDS_ATTENTION}),
    DeliveryState.NEEDS_ATTENTION: frozenset(
        {DeliveryState.READY, DeliveryState.CHECKING, DeliveryState.SENT, DeliveryState.EXCLUDED}
    ),
    DeliveryState.EXCLUDED: frozenset({DeliveryState.READY, DeliveryState.CHECKING}),
    DeliveryState.SENT: frozenset({DeliveryState.READY}),
}
"""Every transition there is; the store refuses any other."""

MAX_DOUBTFUL_ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """A decision not to send an invoice: whose, when and why; ``asked`` whether its sending had been asked for."""

    by: Actor
    at: datetime
    reason: str
    asked: bool = True


class Ended(StrEnum):
    """The end of an attempt; a doubtful one may turn out to have arrived."""

    UNDER_WAY = "under_way"
    SENT = "sent"
    UNKNOWN = "unknown"
    FOUND_LATER = "found_later"
    REFUSED = "refused"
    NOT_SENT = "not_sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One request that may have left: when, what it carried, and how it ended.

    ``digest`` is that of the payload. ``problem`` is the code of what came in its way, ``remote`` the provider's number
    (or id) of what came of it; both None where there is none.
    """

    at: datetime
    number: InvoiceNumber
    gross: Decimal
    currency: str
    digest: Digest
    ended: Ended = Ended.UNDER_WAY
    problem: str | None = None
    remote: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The sending of one invoice; one for each company, provider, kind and invoice. Times are aware, UTC.

    ``payload`` and the PDF's digest are frozen while the delivery is Sending or Checking: each attempt sends the same
    bytes. ``not_after`` ends the permission to start the request; ``clean_looks`` are the times at which a look-up
    after a doubtful attempt found nothing. ``intended_at`` is when the last intent was written, of the invoice or its
    PDF, whatever became of it. ``attempts`` counts requests that may have left, ``doubtful`` those without
    a clean answer, ``tries`` temporary failures in a row. ``due`` is when the worker looks at it next; None: nothing
    can be done before somebody acts. ``partner`` is None until the party is linked. ``batch`` is the last batch that
    asked for it: while that one is stopped, it is not begun. ``issued`` is the invoice's day as it was frozen;
    ``remote_company`` is whose books ``remote`` is in.

    What a person has answered: ``set_aside`` are invoices of the number at the provider that are not this one,
    ``told_absent`` replaces the proof of absence for one more attempt, ``left`` says that the question may stay open,
    ``apart`` is what tells it from another invoice of its number: its year, by a person's word; of two that were told
    apart by nothing but how their numbers' letters were put together, that writing.
    ``foreign`` marks that it is there, but was made by somebody else: nothing is ever added to it. ``seen`` are the
    marks of what stands differently and is to be told no more.

    ``paper`` is the invoice as it was frozen; None in deliveries of earlier versions, and where nothing was frozen.
    ``tried`` are its attempts, the latest last.

    ``holds_number`` is False for one whose invoice has no number yet, or one that another delivery holds: it is there
    to be seen, and nothing is looked up or kept from others by it.
    """

    company: CompanyId
    provider: ProviderName
    kind: PartyKind
    invoice: InvoiceId
    number: InvoiceNumber
    partner: PartnerId | None
    state: DeliveryState
    requested_at: datetime
    requested_by: Actor
    pdf_state: PdfState = PdfState.NONE
    revision: int = 1
    payload: bytes | None = None
    pdf_digest: Digest | None = None
    pdf_name: str | None = None
    pdf_sent_at: datetime | None = None
    totals: Totals | None = None
    remote: RemoteInvoiceId | None = None
    remote_number: str | None = None
    remote_state: RemoteState | None = None
    attempts: int = 0
    doubtful: int = 0
    tries: int = 0
    sent_at: datetime | None = None
    not_after: datetime | None = None
    intended_at: datetime | None = None
    epoch: int = 0
    clean_looks: tuple[datetime, ...] = ()
    problems: tuple[Problem, ...] = ()
    pdf_problem: Problem | None = None
    due: datetime | None = None
    set_aside: tuple[RemoteInvoiceId, ...] = ()
    told_absent: bool = False
    left: bool = False
    foreign: bool = False
    batch: BatchId | None = None
    exclusion: Exclusion | None = None
    paper: InvoiceSnapshot | None = None
    seen: tuple[str, ...] = ()
    tried: tuple[Attempt, ...] = ()
    holds_number: bool = True
    version: int = 0
    issued: date | None = None
    remote_company: RemoteCompanyId | None = None
    apart: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", normal(self.number))

    @property
    def claim(self) -> InvoiceKey | None:
        """The natural key that it keeps from every other delivery; None as long as it has none."""
        known = self.kind is PartyKind.CUSTOMER or self.partner is not None
        return self.key if self.holds_number and known else None

    @property
    def key(self) -> InvoiceKey:
        """What the invoice is looked up by."""
        partner = self.partner if self.kind is PartyKind.FREELANCER else None
        return InvoiceKey(kind=self.kind, number=self.number, partner=partner, apart=self.apart)

    @property
    def perhaps_there(self) -> bool:
        """Whether a request of ours may have booked it without our knowing."""
        return self.in_flight or self.doubtful > 0

    @property
    def in_flight(self) -> bool:
        """Whether it may be at the provider without our knowing: the invoice may not be edited meanwhile."""
        return self.state in {DeliveryState.SENDING, DeliveryState.CHECKING}

    @property
    def in_doubt(self) -> bool:
        """Whether it may be there without our knowing, a question that stands after a doubtful attempt included."""
        return self.in_flight or (self.state is DeliveryState.NEEDS_ATTENTION and self.doubtful > 0)

    @property
    def open_problems(self) -> tuple[Problem, ...]:
        """Its problems without those that a person has marked as seen."""
        return tuple(one for one in self.problems if mark_of(one) not in self.seen)

    @property
    def open_pdf_problem(self) -> Problem | None:
        """Its PDF's problem; None when there is none, or when a person has marked it as seen."""
        problem = self.pdf_problem
        return None if problem is None or mark_of(problem) in self.seen else problem

    @property
    def told(self) -> tuple[Problem, ...]:
        """All that there is to look at, the PDF's problem last."""
        pdf = self.open_pdf_problem
        return (*self.open_problems, *((pdf,) if pdf else ()))

    @property
    def told_no_more(self) -> tuple[Problem, ...]:
        """What stands differently, and a person has marked as seen."""
        every = (*self.problems, *((self.pdf_problem,) if self.pdf_problem else ()))
        return tuple(one for one in every if mark_of(one) in self.seen)

    @property
    def adopted(self) -> bool:
        """Whether it was found at the provider without any request of this delivery: a backup was restored, say."""
        return self.settled and not self.attempts

    @property
    def settled(self) -> bool:
        """Whether the invoice is proven to be at the provider."""
        return self.state is DeliveryState.SENT


def new_delivery(
    company: CompanyId,
    provider: ProviderName,
    invoice: Invoice,
    *,
    by: Actor,
    now: datetime,
    batch: BatchId | None = None,
) -> Delivery:
    """The delivery of an invoice that was never asked for before: due now."""
    return Delivery(
        company=company,
        provider=provider,
        kind=invoice.kind,
        invoice=invoice.id,
        number=invoice.number,
        partner=None,
        state=DeliveryState.READY,
        requested_at=now,
        requested_by=by,
        due=now,
        batch=batch,
        holds_number=bool(invoice.number),
    )


def counted_as(state: DeliveryState, *, left: bool) -> str:
    """Under what name it is counted: a question that a person has left open needs no attention."""
    return "left" if left and state is DeliveryState.NEEDS_ATTENTION else state.value


PRIORITIES = (0, 1, 2)
"""Of checks, of PDFs of sent invoices, of new invoices."""


def priority_of(delivery: Delivery) -> int:
    """Whose turn it is when several are due, the lowest first."""
    return {DeliveryState.SENT: 1, DeliveryState.READY: 2}.get(delivery.state, 0)


def held(delivery: Delivery, stopped: Collection[BatchId]) -> bool:
    """Whether it has not been begun, and its batch is one of those that are stopped."""
    return delivery.state is DeliveryState.READY and delivery.batch in stopped


def withdrawable(delivery: Delivery) -> bool:
    """Whether nothing is known of it but that it is not to be sent: nobody has ever asked for it."""
    return delivery.state is DeliveryState.EXCLUDED and delivery.exclusion is not None and not delivery.exclusion.asked
