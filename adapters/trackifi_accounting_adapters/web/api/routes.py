"""All operations of the API, gathered."""

from fastapi import Depends, FastAPI
from trackifi_accounting.domain.parties import PartyKind

from trackifi_accounting_adapters.web.access import admitted
from trackifi_accounting_adapters.web.api import (
    answering,
    batches,
    companies,
    deliveries,
    documents,
    drift,
    exclusions,
    health,
    integrations,
    invoices,
    likeness,
    parties,
    partners,
    providers,
    readings,
    sending,
)
from trackifi_accounting_adapters.web.operations import Operations


def enter(app: FastAPI) -> None:
    """Build the operations under /v1, for callers that are admitted, and those that say so themselves."""
    for part in (providers, companies, integrations, readings, partners, likeness, deliveries, batches, drift):
        _admitting(app, part.operations)
    for kind in PartyKind:
        for made in (parties, invoices, documents, sending, exclusions, answering):
            _admitting(app, made.operations_of(kind))
    for operation in health.operations:
        operation.enter(app.router)


def _admitting(app: FastAPI, operations: Operations) -> None:
    for operation in operations:
        operation.enter(app.router, path=f"/v1{operation.path}", dependencies=[Depends(admitted)])
