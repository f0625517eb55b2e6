"""Ask for many invoices at once: some hundreds in a transaction, each with an answer of its own."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.batches.batches import Batch, BatchRow, RequestOutcome
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, InvoiceId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.gate.rules import not_finished
from trackifi_accounting.use_cases.invoices.ask_for import ask_for
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step

CHUNK = 500
"""Invoices of one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskMany:
    """The request for many invoices; broken off, it can be made again, and what was answered stays answered."""

    host: Host
    store: Store
    clock: Clock

    def __call__(
        self, batch: Batch, invoices: Sequence[InvoiceId], *, by: Actor, progress: Progress
    ) -> tuple[BatchRow, ...]:
        """Ask for these invoices of the batch, and keep the answers as its rows."""
        rows: list[BatchRow] = []
        for start in range(0, len(invoices), CHUNK):
            rows += self._some(batch, invoices[start : start + CHUNK], by)
            progress(Step(what="requests", done=len(rows), total=len(invoices)))
        return tuple(rows)

    def _some(self, batch: Batch, ids: Sequence[InvoiceId], by: Actor) -> list[BatchRow]:
        there = self.host.some_invoices(batch.company, batch.kind, ids)
        found = [_finished(one, there.get(one)) for one in ids]
        with self.store.write(batch.company) as work:
            rows = list(self._answers(work, batch, found, by))
            work.batches.put_rows(batch.provider, batch.id, rows)
        return rows

    def _answers(
        self, work: UnitOfWork, batch: Batch, found: Sequence[Invoice | BatchRow], by: Actor
    ) -> Iterator[BatchRow]:
        now, stopped = self.clock.now(), work.batches.stopped(batch.provider)
        for one in found:
            if isinstance(one, BatchRow):
                yield one
                continue
            asked = ask_for(
                work, batch.provider, batch.company, one, by=by, now=now, batch=batch.id, stopped=stopped - {batch.id}
            )
            yield asked.row(one)


def _finished(invoice: InvoiceId, found: Invoice | None) -> Invoice | BatchRow:
    """The invoice, or the row that refuses one that isn't there or is not finished: nothing would be there to see."""
    problem = Problem(code=NotFound().code) if found is None else not_finished(found)
    if found is None or problem:
        return BatchRow(invoice=invoice, outcome=RequestOutcome.REFUSED, problem=problem)
    return found
