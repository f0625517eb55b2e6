"""Double of the repository of batches."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from trackifi_accounting.domain.batches.batches import Batch, BatchRow, ReportRow, RowState, Tally, tally_of
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.values.references import BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.ports.repositories.batches import Batches
from trackifi_accounting.testing.doubles.store.deliveries import Place
from trackifi_accounting.testing.doubles.store.rows import Rows

BatchRows = Rows[tuple[ProviderName, BatchId], Batch]
MemberRows = Rows[tuple[ProviderName, BatchId, InvoiceId], BatchRow]


class MemoryBatches(Batches):
    """One company's batches."""

    def __init__(
        self, company: CompanyId, batches: BatchRows, members: MemberRows, deliveries: Rows[Place, Delivery]
    ) -> None:
        self._company = company
        self._batches = batches
        self._members = members
        self._deliveries = deliveries

    def get(self, provider: ProviderName, batch: BatchId) -> Batch | None:
        return self._batches.get((provider, batch))

    def put(self, batch: Batch) -> None:
        if batch.company != self._company:
            raise ValueError("a unit of work was given another company's record")
        self._batches.put((batch.provider, batch.id), batch)

    def put_rows(self, provider: ProviderName, batch: BatchId, rows: Iterable[BatchRow]) -> None:
        if (provider, batch) not in self._batches:
            raise ValueError("there is no such batch")
        for row in rows:
            self._members.put((provider, batch, row.invoice), row)

    def rows(self, provider: ProviderName, batch: BatchId) -> Sequence[BatchRow]:
        return sorted(self._of(provider, batch), key=lambda row: row.invoice)

    def newest(self, provider: ProviderName, *, limit: int = 20, offset: int = 0) -> Sequence[Batch]:
        mine = [batch for batch in self._batches.values() if batch.provider == provider]
        return sorted(mine, key=lambda one: (one.requested_at, one.id), reverse=True)[offset : offset + limit]

    def stopped(self, provider: ProviderName) -> frozenset[BatchId]:
        return frozenset(one.id for one in self._batches.values() if one.provider == provider and one.stopped_by)

    def tallies(self, batch: Batch) -> Sequence[Tally]:
        alike = Counter(tally_of(row, self._delivery(batch, row)) for row in self._of(batch.provider, batch.id))
        return [replace(one, count=many) for one, many in alike.items()]

    def page(
        self,
        batch: Batch,
        *,
        standing: Collection[RowState] = frozenset(RowState),
        after: InvoiceId | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[ReportRow]:
        rows = (row for row in self.rows(batch.provider, batch.id) if after is None or row.invoice > after)
        found = [ReportRow(row=row, delivery=self._delivery(batch, row)) for row in rows]
        return [one for one in found if one.standing in standing][offset : offset + limit]

    def _of(self, provider: ProviderName, batch: BatchId) -> Iterator[BatchRow]:
        return (row for key, row in self._members.items() if key[:2] == (provider, batch))

    def _delivery(self, batch: Batch, row: BatchRow) -> Delivery | None:
        return self._deliveries.get((batch.provider, batch.kind, row.invoice))
