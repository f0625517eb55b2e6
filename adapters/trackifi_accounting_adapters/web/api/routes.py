"""All operations of the API, gathered."""

from fastapi import APIRouter, Depends
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


def router() -> APIRouter:
    """The operations under /v1, for callers that are admitted, and the one that is open to all."""
    v1 = APIRouter(prefix="/v1", dependencies=[Depends(admitted)])
    for part in (providers, companies, integrations, readings, partners, likeness, deliveries, batches, drift):
        v1.include_router(part.router)
    for kind in PartyKind:
        for made in (parties, invoices, documents, sending, exclusions, answering):
            v1.include_router(made.router_of(kind))
    every = APIRouter()
    every.include_router(v1)
    every.include_router(health.router)
    return every
