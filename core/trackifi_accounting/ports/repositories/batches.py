"""Batches of one company: who asked for what together, and what became of it."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Sequence

from trackifi_accounting.domain.batches.batches import Batch, BatchRow, ReportRow, RowState, Tally
from trackifi_accounting.domain.values.references import BatchId, InvoiceId, ProviderName


class Batches(ABC):
    """The repository of batches with their rows.

    An invoice may be in several batches, its delivery is the same in all of them.
    """

    @abstractmethod
    def get(self, provider: ProviderName, batch: BatchId) -> Batch | None:
        """The batch, or None when there is none of this id."""

    @abstractmethod
    def put(self, batch: Batch) -> None:
        """Keep it in place of the earlier one of its id; its rows stay."""

    @abstractmethod
    def put_rows(self, provider: ProviderName, batch: BatchId, rows: Iterable[BatchRow]) -> None:
        """Keep the rows, each in place of the earlier one of its invoice. There has to be such a batch."""

    @abstractmethod
    def rows(self, provider: ProviderName, batch: BatchId) -> Sequence[BatchRow]:
        """Every row, by the invoice's id as text."""

    @abstractmethod
    def newest(self, provider: ProviderName, *, limit: int = 20, offset: int = 0) -> Sequence[Batch]:
        """Batches, the newest first."""

    @abstractmethod
    def stopped(self, provider: ProviderName) -> frozenset[BatchId]:
        """Those that are stopped now."""

    @abstractmethod
    def tallies(self, batch: Batch) -> Sequence[Tally]:
        """The batch's invoices in figures, those alike together."""

    @abstractmethod
    def page(
        self,
        batch: Batch,
        *,
        standing: Collection[RowState] = frozenset(RowState),
        after: InvoiceId | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[ReportRow]:
        """The rows that stand in one of these, with their deliveries, by the invoice's id, after the given one."""
