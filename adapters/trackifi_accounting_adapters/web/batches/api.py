"""Send many invoices together, see how far they are, stop and resume."""

from typing import Annotated

from fastapi import Path, Query
from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.values.references import BatchId, InvoiceId

from trackifi_accounting_adapters.web.batches.schemas import (
    BatchIn,
    BatchList,
    BatchOut,
    BatchReportOut,
    SentManyOut,
)
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, READ, WRITE
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell
from trackifi_accounting_adapters.web.http.values import ID_PATTERN

operations = Operations("/companies/{company}/integrations/{provider}/batches", tags=["Batches"], built_as=GuardedRoute)
Key = Annotated[BatchId, Path(pattern=ID_PATTERN, description="The batch's id.")]
Place = Annotated[RowState | None, Query(description="Only invoices that stand here.")]


@operations.post("", responses=WRITE | BODY)
def send_many(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    body: BatchIn,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> SentManyOut:
    """Ask for many invoices; each is answered on its own, and the worker sends those that were not refused.

    However often this is called, each invoice is booked once. With an `id` it is safe to repeat: the same id and
    invoices give the same batch; with other invoices it is refused.
    """
    ids = [InvoiceId(one) for one in body.invoices]
    given = BatchId(body.id) if body.id else None
    sent = installation.send_many()(company, provider, body.kind, ids, by=who.actor, batch=given)
    return SentManyOut.made_of(sent, tell)


@operations.get("", responses=READ)
def list_batches(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    installation: Installation,
    limit: parameters.Limit = 20,
    offset: parameters.Offset = 0,
) -> BatchList:
    """Batches, the newest first."""
    name = installation.registry()[provider].name
    return BatchList.made_of(installation.report_batch().newest(company, name, limit=limit, offset=offset))


@operations.get("/{batch}", responses=READ)
def get_batch(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    batch: Key,
    installation: Installation,
    tell: Tell,
    standing: Place = None,
    limit: parameters.Limit = 100,
    offset: parameters.Offset = 0,
) -> BatchReportOut:
    """How far a batch is, and a page of its invoices with what is in their way."""
    wanted = frozenset({standing} if standing else RowState)
    report = installation.report_batch()
    return BatchReportOut.made_of(report(company, provider, batch, standing=wanted, limit=limit, offset=offset), tell)


@operations.post("/{batch}/stop", responses=WRITE)
def stop_batch(
    *, company: parameters.Company, provider: parameters.Provider, batch: Key, installation: Installation, who: Who
) -> BatchOut:
    """Begin none of its invoices any more; what is on its way finishes."""
    return BatchOut.model_validate(installation.stop_batch()(company, provider, batch, by=who.actor))


@operations.post("/{batch}/resume", responses=WRITE)
def resume_batch(
    *, company: parameters.Company, provider: parameters.Provider, batch: Key, installation: Installation, who: Who
) -> BatchOut:
    """Let a stopped batch go on."""
    return BatchOut.model_validate(installation.resume_batch()(company, provider, batch, by=who.actor))


@operations.post("/{batch}/retry", responses=WRITE)
def retry_batch(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    batch: Key,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> SentManyOut:
    """Ask again for those that need attention, as they are now, and for nothing else of the batch."""
    return SentManyOut.made_of(installation.retry_failed()(company, provider, batch, by=who.actor), tell)
