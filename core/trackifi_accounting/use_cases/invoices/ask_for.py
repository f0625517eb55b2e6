"""Ask for the sending of an invoice: a new delivery, or the one that there is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.batches.batches import BatchRow, RequestOutcome
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, held, new_delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, ProviderName
from trackifi_accounting.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The result of asking for an invoice: a delivery, or the problem for which it was refused."""

    outcome: RequestOutcome
    delivery: Delivery | None = None
    problem: Problem | None = None

    def row(self, invoice: Invoice) -> BatchRow:
        """The same, as a row of a batch."""
        return BatchRow(invoice=invoice.id, outcome=self.outcome, problem=self.problem)


def ask_for(
    work: UnitOfWork,
    provider: ProviderName,
    company: CompanyId,
    invoice: Invoice,
    *,
    by: Actor,
    now: datetime,
    batch: BatchId | None = None,
    stopped: Collection[BatchId] | None = None,
) -> Asked:
    """Ask, within the transaction; a delivery that is made or tried again is due now.

    One whose number another delivery holds is there without a number of its own: the gate says why it can't go.
    An invoice of a stopped batch (``stopped``, read when None) is taken over by a new batch, and refused otherwise.
    """
    fresh = new_delivery(company, provider, invoice, by=by, now=now, batch=batch)
    known = work.deliveries.get(provider, invoice.kind, invoice.id)
    if known is None:
        for one in (fresh, replace(fresh, holds_number=False)):
            if work.deliveries.add(one):
                return Asked(outcome=RequestOutcome.REQUESTED, delivery=one)
        known = work.deliveries.get(provider, invoice.kind, invoice.id)
    assert known is not None, "what can't be added is there"
    if known.state is DeliveryState.READY:
        return _of_ready(work, known, now, batch, work.batches.stopped(provider) if stopped is None else stopped)
    return _of_known(work, known, invoice, now, batch)


def _of_ready(
    work: UnitOfWork, known: Delivery, now: datetime, batch: BatchId | None, stopped: Collection[BatchId]
) -> Asked:
    waits = held(known, stopped)
    if batch is None:
        if waits:
            return _refused(_problem("batch_stopped", number=known.number))
        return Asked(outcome=RequestOutcome.UNDER_WAY, delivery=known)
    if waits or known.due is None:
        return _written(work, replace(known, due=now, batch=batch))
    return Asked(outcome=RequestOutcome.UNDER_WAY, delivery=known)


def _of_known(work: UnitOfWork, known: Delivery, invoice: Invoice, now: datetime, batch: BatchId | None) -> Asked:
    if known.state is DeliveryState.EXCLUDED:
        word = known.exclusion
        facts = {"by": word.by, "message": word.reason} if word else {}
        return _refused(_problem("invoice_excluded", number=known.number, **facts))
    if known.state is DeliveryState.NEEDS_ATTENTION:
        again = replace(known, problems=(), clean_looks=(), tries=0, due=now, batch=batch)
        return _written(work, _begun_again(again, invoice))
    there = known.state is DeliveryState.SENT
    return Asked(outcome=RequestOutcome.ALREADY_THERE if there else RequestOutcome.UNDER_WAY, delivery=known)


def _begun_again(known: Delivery, invoice: Invoice) -> Delivery:
    # After a doubtful attempt a person's new try, too, begins with looking, by what was frozen.
    if known.doubtful:
        return replace(known, state=DeliveryState.CHECKING)
    same = known.number == invoice.number
    return replace(known, state=DeliveryState.READY, number=invoice.number, holds_number=known.holds_number and same)


def _written(work: UnitOfWork, delivery: Delivery) -> Asked:
    if not work.deliveries.replace(delivery):
        return Asked(outcome=RequestOutcome.UNDER_WAY, delivery=delivery)
    return Asked(outcome=RequestOutcome.REQUESTED, delivery=replace(delivery, version=delivery.version + 1))


def _refused(problem: Problem) -> Asked:
    return Asked(outcome=RequestOutcome.REFUSED, problem=problem)


def _problem(code: str, **facts: str) -> Problem:
    return Problem(code=code, facts=facts)
