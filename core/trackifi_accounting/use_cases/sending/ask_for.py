"""Ask for the sending of an invoice: a new delivery, or the one that there is."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from trackifi_accounting.domain.batches import BatchRow, Outcome
from trackifi_accounting.domain.deliveries import Delivery, DeliveryState, held
from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import Actor, BatchId, CompanyId, ProviderName
from trackifi_accounting.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What asking led to: a delivery, or the problem for which it was refused."""

    outcome: Outcome
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

    An invoice of a stopped batch (``stopped``, read when None) is taken over by a new batch, and refused otherwise.
    """
    fresh = Delivery(
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
    )
    known = work.deliveries.get(provider, invoice.kind, invoice.id)
    if known is None and work.deliveries.add(fresh):
        return Asked(outcome=Outcome.REQUESTED, delivery=fresh)
    known = known or work.deliveries.get(provider, invoice.kind, invoice.id)
    if known is None:
        return _refused(_problem("number_used_twice", number=invoice.number))
    if known.state is DeliveryState.READY:
        return _of_ready(work, known, now, batch, work.batches.stopped(provider) if stopped is None else stopped)
    return _of_known(work, known, now, batch)


def _of_ready(
    work: UnitOfWork, known: Delivery, now: datetime, batch: BatchId | None, stopped: Collection[BatchId]
) -> Asked:
    waits = held(known, stopped)
    if batch is None:
        if waits:
            return _refused(_problem("batch_stopped", number=known.number))
        return Asked(outcome=Outcome.UNDER_WAY, delivery=known)
    if waits or known.due is None:
        return _written(work, replace(known, due=now, batch=batch))
    return Asked(outcome=Outcome.UNDER_WAY, delivery=known)


def _of_known(work: UnitOfWork, known: Delivery, now: datetime, batch: BatchId | None) -> Asked:
    if known.state is DeliveryState.EXCLUDED:
        word = known.exclusion
        facts = {"by": word.by, "message": word.reason} if word else {}
        return _refused(_problem("invoice_excluded", number=known.number, **facts))
    if known.state is DeliveryState.NEEDS_ATTENTION:
        # After a doubtful attempt a person's new try, too, begins with looking.
        state = DeliveryState.CHECKING if known.doubtful else DeliveryState.READY
        again = replace(known, state=state, problems=(), clean_looks=(), tries=0, due=now, batch=batch)
        return _written(work, again)
    there = known.state is DeliveryState.SENT
    return Asked(outcome=Outcome.ALREADY_THERE if there else Outcome.UNDER_WAY, delivery=known)


def _written(work: UnitOfWork, delivery: Delivery) -> Asked:
    if not work.deliveries.replace(delivery):
        return Asked(outcome=Outcome.UNDER_WAY, delivery=delivery)
    return Asked(outcome=Outcome.REQUESTED, delivery=replace(delivery, version=delivery.version + 1))


def _refused(problem: Problem) -> Asked:
    return Asked(outcome=Outcome.REFUSED, problem=problem)


def _problem(code: str, **facts: str) -> Problem:
    return Problem(code=code, facts=facts)
