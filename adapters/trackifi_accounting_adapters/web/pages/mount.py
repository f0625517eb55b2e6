"""Puts the pages into an application."""

from fastapi import FastAPI

from trackifi_accounting_adapters.web.pages import assets
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
    assets,
)


def mount(app: FastAPI) -> None:
    """Add them; ``app.state.container`` has to be there. A host replaces ``visitor.visitor`` by its own sign-in."""
    app.state.progresses = Progresses()
    for part in PARTS:
        app.include_router(part.router)
