"""Puts the pages into an application."""

from fastapi import FastAPI

from trackifi_accounting_adapters.web.pages import assets
from trackifi_accounting_adapters.web.pages.progress import Progresses
from trackifi_accounting_adapters.web.pages.routes import (
    deliveries,
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
from trackifi_accounting_adapters.web.pages.suggester import Suggester

PARTS = (
    signing_in,
    integrations,
    provider,
    managing,
    partners,
    products,
    deliveries,
    history,
    invoices,
    sending,
    assets,
)


def mount(app: FastAPI) -> None:
    """Add them; ``app.state.container`` has to be there. A host replaces ``visitor.visitor`` by its own sign-in."""
    app.state.progresses = Progresses()
    app.state.suggester = Suggester()
    for part in PARTS:
        app.include_router(part.router)
