"""The report of a batch: who stands where, what needs attention, how far it is."""

from collections.abc import Collection
from dataclasses import dataclass

from trackifi_accounting.domain.batches.batches import Batch, BatchCounts, ReportRow, RowState, counts_of
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import BatchId, CompanyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchReport:
    """A page of the batch's invoices, and its figures over all of them.

    ``problem`` is what holds up the whole company, such as a refused key; it stands on no invoice.
    """

    batch: Batch
    counts: BatchCounts
    rows: tuple[ReportRow, ...]
    problem: Problem | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportBatch:
    """The report of a batch: one query for the figures and one for the page."""

    store: Store

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        batch: BatchId,
        *,
        standing: Collection[RowState] = frozenset(RowState),
        limit: int = 100,
        offset: int = 0,
    ) -> BatchReport:
        """Tell of those that stand in one of these. Raises: NotFound."""
        with self.store.read(company) as work:
            found = work.batches.get(provider, batch)
            if found is None:
                raise NotFound(record="batch", id=batch)
            integration = work.integrations.get(provider)
            return BatchReport(
                batch=found,
                counts=counts_of(work.batches.tallies(found)),
                rows=tuple(work.batches.page(found, standing=standing, limit=limit, offset=offset)),
                problem=integration.problem if integration else None,
            )

    def newest(
        self, company: CompanyId, provider: ProviderName, *, limit: int = 20, offset: int = 0
    ) -> tuple[Batch, ...]:
        """Batches, the newest first."""
        with self.store.read(company) as work:
            return tuple(work.batches.newest(provider, limit=limit, offset=offset))
