"""All operations of the API, gathered."""

from fastapi import Depends, FastAPI
from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_accounting_adapters.web.activation import api as integrations
from trackifi_accounting_adapters.web.activation import providers_api
from trackifi_accounting_adapters.web.background import health_api
from trackifi_accounting_adapters.web.batches import api
from trackifi_accounting_adapters.web.deliveries import api as deliveries
from trackifi_accounting_adapters.web.deliveries import exclusions_api, sending_api
from trackifi_accounting_adapters.web.http.access import admitted
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.invoices import api as invoices
from trackifi_accounting_adapters.web.invoices import documents_api
from trackifi_accounting_adapters.web.partners import api as partners
from trackifi_accounting_adapters.web.partners import companies_api, duplicates_api, parties_api
from trackifi_accounting_adapters.web.reconciliation import drift_api, questions_api, read_back_api


def enter(app: FastAPI) -> None:
    """Build the operations under /v1, for callers that are admitted, and those that say so themselves."""
    for part in (
        providers_api,
        companies_api,
        integrations,
        read_back_api,
        partners,
        duplicates_api,
        deliveries,
        api,
        drift_api,
    ):
        _admitting(app, part.operations)
    for kind in PartyKind:
        for made in (parties_api, invoices, documents_api, sending_api, exclusions_api, questions_api):
            _admitting(app, made.operations_of(kind))
    for operation in health_api.operations:
        operation.enter(app.router)


def _admitting(app: FastAPI, operations: Operations) -> None:
    for operation in operations:
        operation.enter(app.router, path=f"/v1{operation.path}", dependencies=[Depends(admitted)])
