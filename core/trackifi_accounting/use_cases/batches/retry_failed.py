"""Try again what failed of a batch, and nothing else of it."""

from dataclasses import dataclass

from trackifi_accounting.domain.batches.batches import Batch, RowState
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.batches.ask_many import AskMany
from trackifi_accounting.use_cases.batches.send_many import SentMany
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress

PAGE = 500
"""Rows read at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryFailed:
    """The second try of what needs attention in a batch, with the invoices as they are now."""

    sessions: Connections
    store: Store
    clock: Clock
    ask_many: AskMany

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        batch: BatchId,
        *,
        by: Actor,
        progress: Progress = no_progress,
    ) -> SentMany:
        """Ask for them again; gives how each of them was answered.

        Raises:
            NotActivated, UnknownProvider: nothing can be sent.
            NotFound: there is no such batch.
            InvoiceRejected: the batch is stopped.
        """
        self.sessions.integration(company, provider)
        with self.store.write(company) as work:
            found = work.batches.get(provider, batch)
            if found is None:
                raise NotFound(record="batch", id=batch)
            if found.stopped_by:
                raise InvoiceRejected("batch_stopped", number=batch)
            facts = {"provider": provider}
            work.audit.add(AuditEntry(at=self.clock.now(), actor=by, action="retry_failed", subject=batch, facts=facts))
        rows = self.ask_many(found, self._failed(found), by=by, progress=progress)
        return SentMany(batch=found, rows=rows)

    def _failed(self, batch: Batch) -> list[InvoiceId]:
        failed: list[InvoiceId] = []
        while True:
            last = failed[-1] if failed else None
            with self.store.read(batch.company) as work:
                page = work.batches.page(batch, standing={RowState.NEEDS_ATTENTION}, after=last, limit=PAGE)
            if not page:
                return failed
            failed += [one.row.invoice for one in page]
