"""Stop a batch and let it go on: what has not been begun waits, what is on its way finishes."""

from dataclasses import dataclass, replace
from datetime import datetime

from trackifi_accounting.domain.batches.batches import Batch, ReportRow, RowState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, held
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store

CHUNK = 500
"""Deliveries of one transaction."""


class StopBatch:
    """The stop of a batch: what was not begun waits, what is on its way finishes. Twice is fine."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        self._switch = _Switch(store=store, clock=clock)

    def __call__(self, company: CompanyId, provider: ProviderName, batch: BatchId, *, by: Actor) -> Batch:
        """Begin none of its invoices any more until it is resumed. Raises: NotFound."""
        stopped = self._switch.turn(company, provider, batch, stopped_by=by, by=by)
        self._switch.write(stopped, RowState.WAITING, due=None)
        return stopped


class ResumeBatch:
    """The resumption of a stopped batch. Twice is fine."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        self._switch = _Switch(store=store, clock=clock)
        self._clock = clock

    def __call__(self, company: CompanyId, provider: ProviderName, batch: BatchId, *, by: Actor) -> Batch:
        """Let those that wait be due now. Raises: NotFound."""
        resumed = self._switch.turn(company, provider, batch, stopped_by=None, by=by)
        self._switch.write(resumed, RowState.HELD, due=self._clock.now())
        return resumed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Switch:
    store: Store
    clock: Clock

    def turn(
        self, company: CompanyId, provider: ProviderName, batch: BatchId, *, stopped_by: Actor | None, by: Actor
    ) -> Batch:
        """First the batch itself, so that nothing else makes its deliveries due again."""
        with self.store.write(company) as work:
            found = work.batches.get(provider, batch)
            if found is None:
                raise NotFound(record="batch", id=batch)
            if bool(found.stopped_by) is bool(stopped_by):
                return found
            turned = replace(found, stopped_by=stopped_by)
            work.batches.put(turned)
            action = "stop_batch" if stopped_by else "resume_batch"
            facts = {"provider": provider}
            work.audit.add(AuditEntry(at=self.clock.now(), actor=by, action=action, subject=batch, facts=facts))
        return turned

    def write(self, batch: Batch, standing: RowState, *, due: datetime | None) -> None:
        """One that moves meanwhile has another version then, and is left alone.

        Whoever turns the batch the other way meanwhile has the last word: the rest is left to that.
        """
        last: InvoiceId | None = None
        while rows := self._page(batch, standing, last, due):
            last = rows[-1].row.invoice

    def _page(
        self, batch: Batch, standing: RowState, after: InvoiceId | None, due: datetime | None
    ) -> tuple[ReportRow, ...]:
        with self.store.write(batch.company) as work:
            now = work.batches.get(batch.provider, batch.id)
            if now is None or bool(now.stopped_by) is not bool(batch.stopped_by):
                return ()
            others = work.batches.stopped(batch.provider) - {batch.id}
            rows = tuple(work.batches.page(batch, standing={standing}, after=after, limit=CHUNK))
            for one in (row.delivery for row in rows):
                if one and one.state is DeliveryState.READY and not held(one, others):
                    work.deliveries.replace(replace(one, due=due, batch=batch.id))
        return rows
