"""A batch: invoices that were asked to be sent together; each of them goes its own way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, InvoiceId, ProviderName

MOST_INVOICES = 5_000
"""Of one batch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Invoices that were asked for together: by whom and when, aware, UTC. ``size`` counts each of them once.

    ``stopped_by`` is who stopped it, None while it goes on.
    """

    id: BatchId
    company: CompanyId
    provider: ProviderName
    kind: PartyKind
    size: int
    requested_at: datetime
    requested_by: Actor
    stopped_by: Actor | None = None


class RequestOutcome(StrEnum):
    """The outcome of asking for one invoice of a batch."""

    REQUESTED = "requested"
    ALREADY_THERE = "already_there"
    UNDER_WAY = "under_way"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """One invoice of a batch, as it was answered when the batch was asked for; ``problem`` only when refused."""

    invoice: InvoiceId
    outcome: RequestOutcome
    problem: Problem | None = None


class RowState(StrEnum):
    """The state of one invoice of a batch now; each is in exactly one.

    Held ones wait until somebody acts: the batch is stopped, or a setting stands in the way. Those that are already
    there were at the provider before this batch sent anything.
    """

    WAITING = "waiting"
    HELD = "held"
    SENDING = "sending"
    CHECKING = "checking"
    SENT = "sent"
    ALREADY_THERE = "already_there"
    NEEDS_ATTENTION = "needs_attention"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count of invoices of a batch in the same state: ``state`` and ``pdf_state`` are None without a delivery.

    ``adopted`` as in a delivery; ``due`` tells whether something happens without anybody's doing.
    """

    outcome: RequestOutcome
    state: DeliveryState | None
    pdf_state: PdfState | None
    adopted: bool
    due: bool
    count: int = 1

    @property
    def standing(self) -> RowState:
        """Where these stand: what became of the delivery counts, not how it was asked for."""
        if self.state is None:
            return RowState.NEEDS_ATTENTION
        if self.state is DeliveryState.SENT:
            there = self.adopted or self.outcome is RequestOutcome.ALREADY_THERE
            return RowState.ALREADY_THERE if there else RowState.SENT
        if not self.due and self.state in {DeliveryState.READY, DeliveryState.CHECKING}:
            return RowState.HELD
        return _STANDING[self.state]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """One invoice of a batch with its delivery, None when it has none."""

    row: BatchRow
    delivery: Delivery | None

    @property
    def standing(self) -> RowState:
        """Where it stands now."""
        return tally_of(self.row, self.delivery).standing

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is in its way now, the PDF's trouble last."""
        if self.delivery is None:
            return (self.row.problem,) if self.row.problem else ()
        pdf = self.delivery.pdf_problem
        return (*self.delivery.problems, *((pdf,) if pdf else ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchCounts:
    """The figures of a batch: invoices by state, how many have their PDF, how many still move by themselves."""

    by_standing: dict[RowState, int]
    with_pdf: int
    moving: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_standing.values())

    @property
    def settled(self) -> int:
        """Those that are proven to be there, with or without their PDF, need somebody or are excluded."""
        return sum(self.by_standing.get(one, 0) for one in _SETTLED)


def tally_of(row: BatchRow, delivery: Delivery | None) -> Tally:
    """One invoice of a batch."""
    return Tally(
        outcome=row.outcome,
        state=delivery.state if delivery else None,
        pdf_state=delivery.pdf_state if delivery else None,
        adopted=delivery is not None and delivery.adopted,
        due=delivery is not None and delivery.due is not None,
    )


def counts_of(tallies: Iterable[Tally]) -> BatchCounts:
    """Add up."""
    by_standing: dict[RowState, int] = {}
    with_pdf = moving = 0
    for one in tallies:
        by_standing[one.standing] = by_standing.get(one.standing, 0) + one.count
        with_pdf += one.count if one.pdf_state is PdfState.ATTACHED else 0
        moving += one.count if one.due else 0
    return BatchCounts(by_standing=by_standing, with_pdf=with_pdf, moving=moving)


_STANDING = {
    DeliveryState.READY: RowState.WAITING,
    DeliveryState.SENDING: RowState.SENDING,
    DeliveryState.CHECKING: RowState.CHECKING,
    DeliveryState.NEEDS_ATTENTION: RowState.NEEDS_ATTENTION,
    DeliveryState.EXCLUDED: RowState.EXCLUDED,
}
_SETTLED = (RowState.SENT, RowState.ALREADY_THERE, RowState.NEEDS_ATTENTION, RowState.EXCLUDED)
