"""Send many invoices: ask for all of them, and leave the sending to the workers."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.batches.batches import MOST_INVOICES, Batch, BatchRow
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.batches.ask_many import AskMany
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMany:
    """The result of asking for many: the batch, and how each was answered; nothing has been sent yet."""

    batch: Batch
    rows: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMany:
    """The sending of many invoices: all are asked for, workers send them.

    It refuses nothing as a whole for the sake of one invoice; pressing twice leads to the same deliveries.
    """

    sessions: Connections
    store: Store
    clock: Clock
    ask_many: AskMany

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        kind: PartyKind,
        invoices: Iterable[InvoiceId],
        *,
        by: Actor,
        batch: BatchId | None = None,
        progress: Progress = no_progress,
    ) -> SentMany:
        """Ask for them. The same ``batch`` again gives the same batch, gone on with where it had been broken off.

        Raises:
            NotActivated, UnknownProvider: nothing can be sent.
            InvoiceRejected: none or more than 5,000 were chosen, or the batch's id stands for other invoices.
        """
        self.sessions.integration(company, provider)
        wanted = tuple(dict.fromkeys(invoices))
        if not wanted:
            raise InvoiceRejected("batch_empty")
        if len(wanted) > MOST_INVOICES:
            raise InvoiceRejected("batch_too_large", count=len(wanted), limit=MOST_INVOICES)
        now = self.clock.now()
        fresh = Batch(
            id=batch or made_id(company, provider, kind, wanted, by=by, now=now),
            company=company,
            provider=provider,
            kind=kind,
            size=len(wanted),
            requested_at=now,
            requested_by=by,
        )
        kept, answered = self._begun(fresh, wanted)
        rest = [one for one in wanted if one not in answered]
        rows = answered | {row.invoice: row for row in self.ask_many(kept, rest, by=by, progress=progress)}
        return SentMany(batch=kept, rows=tuple(rows[one] for one in wanted))

    def _begun(self, fresh: Batch, wanted: tuple[InvoiceId, ...]) -> tuple[Batch, dict[InvoiceId, BatchRow]]:
        """The batch as it is kept, with what has been answered already."""
        with self.store.write(fresh.company) as work:
            known = work.batches.get(fresh.provider, fresh.id)
            if known is None:
                work.batches.put(fresh)
                facts = {"provider": fresh.provider, "kind": fresh.kind.value, "count": str(fresh.size)}
                entry = AuditEntry(
                    at=fresh.requested_at, actor=fresh.requested_by, action="send_many", subject=fresh.id, facts=facts
                )
                work.audit.add(entry)
                return fresh, {}
            rows = {row.invoice: row for row in work.batches.rows(fresh.provider, fresh.id)}
        if (known.kind, known.size) != (fresh.kind, fresh.size) or not rows.keys() <= set(wanted):
            raise InvoiceRejected("batch_id_used")
        return known, rows


def made_id(
    company: CompanyId,
    provider: ProviderName,
    kind: PartyKind,
    invoices: tuple[InvoiceId, ...],
    *,
    by: Actor,
    now: datetime,
) -> BatchId:
    """An id that begins with the day, UTC; two who ask for the same at the same moment get the same one."""
    parts = "\0".join((company, provider, kind, by, now.isoformat(), *invoices))
    return BatchId(f"{now:%Y%m%d}-{hashlib.sha256(parts.encode()).hexdigest()[:10]}")
