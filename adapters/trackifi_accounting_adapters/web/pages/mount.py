"""Puts the pages into an application."""

from fastapi import FastAPI
from fastapi.routing import APIRoute

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
    assets,
)


def mount(app: FastAPI, *, paths: Paths = EVERYWHERE_OURS) -> None:
    """Add them; ``app.state.container`` has to be there. A host replaces ``visitor.visitor`` by its own sign-in."""
    app.state.progresses = Progresses()
    for part in PARTS:
        for route in part.router.routes:
            if isinstance(route, APIRoute):
                _place(app, route, paths)


def _place(app: FastAPI, route: APIRoute, paths: Paths) -> None:
    for path, name in paths.placed(route.path, route.name):
        app.router.add_api_route(
            path,
            route.endpoint,
            methods=sorted(route.methods or ()),
            name=name,
            include_in_schema=False,
            route_class_override=type(route),
        )
