"""Batches in the database: rows and figures of a report are one query each."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import ColumnElement, FromClause, and_, case, false, func, literal
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from trackifi_accounting.domain.batches.batches import Batch, BatchRow, ReportRow, RequestOutcome, RowState, Tally
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.values.references import BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.ports.repositories.batches import Batches

from trackifi_accounting_adapters.database.deliveries.rows import delivery_of
from trackifi_accounting_adapters.database.integrations import own
from trackifi_accounting_adapters.database.sql.bodies import BATCH, BATCH_ROW
from trackifi_accounting_adapters.database.sql.prepared import prepared, values_of
from trackifi_accounting_adapters.database.sql.statements import insert_or_replace, table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables import batches
from trackifi_accounting_adapters.database.tables.batches import MemberRow
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow

_BATCH = batches.BatchRow
_STOPPED = prepared(_BATCH, "batch_id", where=("company_id", "provider")).where(col(_BATCH.stopped))
_DUE = col(DeliveryRow.due).is_not(None)
_OUTCOME, _STATE, _ADOPTED = col(MemberRow.outcome), col(DeliveryRow.state), col(DeliveryRow.adopted)
_THERE_BEFORE = and_(_STATE == DeliveryState.SENT, _ADOPTED | (_OUTCOME == RequestOutcome.ALREADY_THERE))
_HELD = and_(~_DUE, _STATE.in_([DeliveryState.READY, DeliveryState.CHECKING]))
STANDING: ColumnElement[str] = case(
    # As in the domain; the states' names that are left are those of the standings.
    (_STATE.is_(None), literal(RowState.NEEDS_ATTENTION)),
    (_THERE_BEFORE, literal(RowState.ALREADY_THERE)),
    (_HELD, literal(RowState.HELD)),
    (_STATE == DeliveryState.READY, literal(RowState.WAITING)),
    else_=_STATE,
)


class SqlBatches(Batches):
    """One company's batches."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def get(self, provider: ProviderName, batch: BatchId) -> Batch | None:
        query = select(_BATCH.body).where(*self._mine(provider), col(_BATCH.batch_id) == batch)
        return next(map(BATCH.read, self._transaction.exec(query)), None)

    def put(self, batch: Batch) -> None:
        row = {
            "company_id": own(self._company, batch.company),
            "provider": batch.provider,
            "batch_id": batch.id,
            "stopped": batch.stopped_by is not None,
            "requested_at": batch.requested_at,
            "body": BATCH.write(batch),
        }
        self._transaction.execute(insert_or_replace(_BATCH, self._transaction.connection.dialect), row)

    def put_rows(self, provider: ProviderName, batch: BatchId, rows: Iterable[BatchRow]) -> None:
        same = {"company_id": self._company, "provider": provider, "batch_id": batch}
        found = [
            same | {"invoice_id": row.invoice, "outcome": row.outcome.value, "body": BATCH_ROW.write(row)}
            for row in rows
        ]
        if found:
            self._transaction.execute(insert_or_replace(MemberRow, self._transaction.connection.dialect), found)

    def rows(self, provider: ProviderName, batch: BatchId) -> Sequence[BatchRow]:
        query = select(MemberRow.body).where(*self._members(provider, batch))
        return [BATCH_ROW.read(body) for body in self._transaction.exec(query.order_by(col(MemberRow.invoice_id)))]

    def newest(self, provider: ProviderName, *, limit: int = 20, offset: int = 0) -> Sequence[Batch]:
        query = select(_BATCH.body).where(*self._mine(provider))
        query = query.order_by(col(_BATCH.requested_at).desc(), col(_BATCH.batch_id).desc())
        return [BATCH.read(body) for body in self._transaction.exec(query.limit(limit).offset(offset))]

    def stopped(self, provider: ProviderName) -> frozenset[BatchId]:
        found = self._transaction.execute(_STOPPED, values_of(self._company, provider=provider)).scalars()
        return frozenset(map(BatchId, found))

    def tallies(self, batch: Batch) -> Sequence[Tally]:
        alike = (_OUTCOME, _STATE, col(DeliveryRow.pdf_state), func.coalesce(_ADOPTED, false()), _DUE)
        query = sql_select(*alike, func.count()).select_from(_with_deliveries(batch))
        query = query.where(*self._members(batch.provider, batch.id)).group_by(*alike)
        return [
            Tally(
                outcome=RequestOutcome(outcome),
                state=DeliveryState(state) if state else None,
                pdf_state=PdfState(pdf_state) if pdf_state else None,
                adopted=bool(adopted),
                due=bool(due),
                count=many,
            )
            for outcome, state, pdf_state, adopted, due, many in self._transaction.execute(query)
        ]

    def page(
        self,
        batch: Batch,
        *,
        standing: Collection[RowState] = frozenset(RowState),
        after: InvoiceId | None = None,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[ReportRow]:
        query = sql_select(col(MemberRow.body), col(DeliveryRow.body), col(DeliveryRow.payload))
        query = query.select_from(_with_deliveries(batch)).where(*self._members(batch.provider, batch.id))
        query = query.where(STANDING.in_([one.value for one in standing]), col(MemberRow.invoice_id) > (after or ""))
        rows = self._transaction.execute(query.order_by(col(MemberRow.invoice_id)).limit(limit).offset(offset))
        return [
            ReportRow(row=BATCH_ROW.read(row), delivery=delivery_of(body, payload) if body else None)
            for row, body, payload in rows
        ]

    def _mine(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(_BATCH.company_id) == self._company, col(_BATCH.provider) == provider)

    def _members(self, provider: ProviderName, batch: BatchId) -> tuple[ColumnElement[bool], ...]:
        mine = (col(MemberRow.company_id) == self._company, col(MemberRow.provider) == provider)
        return (*mine, col(MemberRow.batch_id) == batch)


def _with_deliveries(batch: Batch) -> FromClause:
    same = and_(
        col(DeliveryRow.company_id) == col(MemberRow.company_id),
        col(DeliveryRow.provider) == col(MemberRow.provider),
        col(DeliveryRow.kind) == batch.kind,
        col(DeliveryRow.invoice_id) == col(MemberRow.invoice_id),
    )
    return table_of(MemberRow).outerjoin(table_of(DeliveryRow), same)
