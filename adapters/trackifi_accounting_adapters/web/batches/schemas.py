"""Batches, as they come in and go out."""

from datetime import datetime
from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict
from trackifi_accounting.domain.batches.batches import (
    MOST_INVOICES,
    Batch,
    BatchCounts,
    BatchRow,
    ReportRow,
    RequestOutcome,
    RowState,
)
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.use_cases.batches.report_batch import BatchReport
from trackifi_accounting.use_cases.batches.send_many import SentMany

from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryOut
from trackifi_accounting_adapters.web.http.values import Id, Incoming, Outgoing
from trackifi_accounting_adapters.web.problems.explaining import Teller
from trackifi_accounting_adapters.web.problems.schemas import ProblemOut

ASKED: Final[JsonDict] = {"id": "march-2026", "kind": "customer", "invoices": ["i-1001", "i-1002"]}


class BatchIn(Incoming):
    """Invoices to send together. The same ``id`` again gives the same batch; without one, one is made."""

    model_config = ConfigDict(json_schema_extra={"examples": [ASKED]})

    kind: PartyKind
    invoices: Annotated[tuple[Id, ...], Field(min_length=1, max_length=MOST_INVOICES)]
    id: Id | None = None


class BatchOut(Outgoing):
    """A batch; ``stopped_by`` is null while it goes on."""

    id: str
    kind: PartyKind
    size: int
    requested_at: datetime
    requested_by: str
    stopped_by: str | None


class BatchAnswerOut(Outgoing):
    """How asking for one invoice was answered; ``problem`` only when it was refused."""

    invoice: str
    outcome: RequestOutcome
    problem: ProblemOut | None

    @classmethod
    def made_of(cls, row: BatchRow, tell: Teller) -> Self:
        """Make it, its problem told."""
        told = tell.every([row.problem])
        problem = ProblemOut.model_validate(told[0]) if told else None
        return cls(invoice=row.invoice, outcome=row.outcome, problem=problem)


class SentManyOut(Outgoing):
    """A batch, and how each of the invoices was answered; the sending itself goes on by itself."""

    batch: BatchOut
    rows: list[BatchAnswerOut]

    @classmethod
    def made_of(cls, sent: SentMany, tell: Teller) -> Self:
        """Make it."""
        rows = [BatchAnswerOut.made_of(row, tell) for row in sent.rows]
        return cls(batch=BatchOut.model_validate(sent.batch), rows=rows)


class ProgressOut(Outgoing):
    """A batch in figures: each invoice stands in one place.

    ``settled`` counts what is proven to be there, needs somebody, or is excluded; ``moving`` what still changes without
    anybody's doing, PDFs included.
    """

    total: int
    settled: int
    moving: int
    with_pdf: int
    waiting: int
    held: int
    sending: int
    checking: int
    sent: int
    already_there: int
    needs_attention: int
    excluded: int

    @classmethod
    def made_of(cls, counts: BatchCounts) -> Self:
        """Make it; a place where none stands is 0."""
        standing = {one.value: counts.by_standing.get(one, 0) for one in RowState}
        sums = {"total": counts.total, "settled": counts.settled, "moving": counts.moving, "with_pdf": counts.with_pdf}
        return cls(**sums, **standing)


class BatchRowOut(Outgoing):
    """One invoice of a batch; ``delivery`` is null when it could not be asked for."""

    invoice: str
    standing: RowState
    problems: list[ProblemOut]
    delivery: DeliveryOut | None

    @classmethod
    def made_of(cls, one: ReportRow, tell: Teller) -> Self:
        """Make it, its problems told."""
        return cls(
            invoice=one.row.invoice,
            standing=one.standing,
            problems=[ProblemOut.model_validate(told) for told in tell.every(one.problems)],
            delivery=DeliveryOut.made_of(one.delivery, tell) if one.delivery else None,
        )


class BatchReportOut(Outgoing):
    """A page of a batch; ``problem`` holds up the whole company and stands on no invoice."""

    batch: BatchOut
    progress: ProgressOut
    problem: ProblemOut | None
    items: list[BatchRowOut]

    @classmethod
    def made_of(cls, report: BatchReport, tell: Teller) -> Self:
        """Make it."""
        told = tell.every([report.problem])
        return cls(
            batch=BatchOut.model_validate(report.batch),
            progress=ProgressOut.made_of(report.counts),
            problem=ProblemOut.model_validate(told[0]) if told else None,
            items=[BatchRowOut.made_of(one, tell) for one in report.rows],
        )


class BatchList(Outgoing):
    """Batches, the newest first."""

    items: list[BatchOut]

    @classmethod
    def made_of(cls, batches: tuple[Batch, ...]) -> Self:
        """Make it."""
        return cls(items=[BatchOut.model_validate(one) for one in batches])
