"""Puts the pages into an application."""

from fastapi import FastAPI

from trackifi_accounting_adapters.web.operations import Operation
from trackifi_accounting_adapters.web.pages import assets
from trackifi_accounting_adapters.web.pages.paths import Paths
from trackifi_accounting_adapters.web.pages.progress import Progresses
from trackifi_accounting_adapters.web.pages.routes import (
    accepting,
    answering,
    batches,
    deliveries,
    drifting,
    excluding,
    history,
    integrations,
    invoices,
    managing,
    partners,
    products,
    provider,
    sending,
    signing_in,
)

EVERYWHERE_OURS = Paths()
PARTS = (
    signing_in,
    integrations,
    provider,
    managing,
    partners,
    accepting,
    products,
    deliveries,
    history,
    invoices,
    batches,
    sending,
    answering,
    excluding,
    drifting,
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
