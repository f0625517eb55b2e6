"""Puts the pages into an application."""

from fastapi import FastAPI

from trackifi_accounting_adapters.web.activation import overview_page, provider_page, sign_in_page
from trackifi_accounting_adapters.web.activation import page as managing
from trackifi_accounting_adapters.web.batches import page as batches
from trackifi_accounting_adapters.web.deliveries import exclusion_page, history_page, sending_page
from trackifi_accounting_adapters.web.deliveries import page as deliveries
from trackifi_accounting_adapters.web.design import assets
from trackifi_accounting_adapters.web.design.paths import Paths
from trackifi_accounting_adapters.web.design.progress import Progresses
from trackifi_accounting_adapters.web.http.operations import Operation
from trackifi_accounting_adapters.web.invoices import page as invoices
from trackifi_accounting_adapters.web.matching import page
from trackifi_accounting_adapters.web.partners import page as partners
from trackifi_accounting_adapters.web.partners import products_page
from trackifi_accounting_adapters.web.reconciliation import drift_page, questions_page

EVERYWHERE_OURS = Paths()
PARTS = (
    sign_in_page,
    overview_page,
    provider_page,
    managing,
    partners,
    page,
    products_page,
    deliveries,
    history_page,
    invoices,
    batches,
    sending_page,
    questions_page,
    exclusion_page,
    drift_page,
)


def mount(app: FastAPI, *, paths: Paths = EVERYWHERE_OURS) -> None:
    """Add them; ``app.state.container`` has to be there. A host replaces ``visitor.visitor`` by its own sign-in."""
    app.state.progresses = Progresses()
    for operations in (*(part.pages for part in PARTS), assets.served):
        for operation in operations:
            _place(app, operation, paths)


def _place(app: FastAPI, operation: Operation, paths: Paths) -> None:
    for path, name in paths.placed(operation.path, operation.name):
        operation.enter(app.router, path=path, name=name, include_in_schema=False)
