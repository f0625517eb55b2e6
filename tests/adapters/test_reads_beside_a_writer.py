"""The read routes of the pages and of the API answer while another connection is within a writing transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.app import create_app
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, visitor

from tests.web.api.installation import OWN, PROVIDER, Installation, template

APP = create_app(Container())
WAITING = {
    "/health/ready",
    "/settings/integrations/{provider}/differences",
    "/v1/companies/{company}/integrations/{provider}/drift",
    "/v1/companies/{company}/integrations/{provider}/drift.csv",
    "/v1/companies/{company}/integrations/{provider}/examination",
}
"""Routes that still wait for a writer: readiness, and those that ask the provider first."""
GET = {route.path for route in APP.routes if "GET" in (getattr(route, "methods", None) or ())}
ROUTES = sorted(GET - WAITING)


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With a partner, a link, an invoice and a batch; its pages are read as an administrator."""
    tables = template(tmp_path_factory.mktemp("template"))
    made = Installation(tmp_path_factory.mktemp("data") / "own", tables, app=APP)
    made.sendable()
    batch = {"id": "b-1", "kind": "customer", "invoices": ["i-1"]}
    assert made.manager.post(f"{PROVIDER}/batches", batch).status == 200
    reader = Visitor(company=CompanyId(OWN), actor=Actor("Anna Specimen"), role=Role.ADMINISTRATOR)
    APP.dependency_overrides[visitor] = lambda: reader
    yield made
    del APP.dependency_overrides[visitor]
    made.close()
    APP.state.pdf_inspector.close()


@pytest.fixture
def database(installation: Installation) -> Path:
    return Path(str(installation.container.engine().url.database))


def address(route: str) -> str:
    places = {"company": OWN, "provider": MEMORY, "party": "p-1", "invoice": "i-1", "batch": "b-1"}
    return route.format(**places, code="link_missing", version="0", name="none")


@pytest.mark.parametrize("route", ROUTES)
def test_it_answers_as_it_does_beside_nobody(installation: Installation, database: Path, route: str) -> None:
    asked = address(route)
    caller = installation.administrator if route.startswith("/v1") else installation.nobody
    alone = caller.get(asked).status
    with closing(sqlite3.connect(database, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        beside = caller.get(asked).status
        writer.execute("ROLLBACK")

    assert beside == alone
    assert alone < 500


def test_only_routes_that_there_are_are_left_out() -> None:
    assert WAITING < GET
