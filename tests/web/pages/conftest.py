"""One Chromium and one server for the session; an installation and a sandbox of its own for each test.

What needs no browser reads the pages of an installation whose provider is in memory.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, visitor

from tests.chromium import chromium
from tests.memory_folder import memory_folder
from tests.steps.trackifi_server import TrackifiServer
from tests.web.api.installation import OWN, Installation, template
from tests.web.pages.stage import Moments, Stage, moments_in
from tests.web.pages.windows import PATIENCE, Windows, sign_in

Visit = Callable[..., Page]
READER = Actor("Anna Specimen")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def moments() -> Iterator[Moments]:
    with memory_folder() as made:
        yield moments_in(made)


@pytest.fixture(scope="session")
def server(app: FastAPI) -> Iterator[TrackifiServer]:
    with TrackifiServer(app.state, app=app) as running:
        yield running


@pytest.fixture
def stage(tmp_path: Path, moments: Moments, server: TrackifiServer) -> Iterator[Stage]:
    with Stage(tmp_path / "trackifi", moments=moments, server=server) as running:
        yield running


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def visit(windows: Windows, stage: Stage) -> Iterator[Visit]:
    """Open a browser of somebody who has signed in."""

    def open_one(role: Role = Role.ADMINISTRATOR, *, java_script_enabled: bool = True) -> Page:
        page = windows.open(stage.url, scripts=java_script_enabled)
        sign_in(page, stage.url, stage.tokens[role])
        return page

    yield open_one
    windows.leave()


@pytest.fixture(scope="session")
def tables() -> Iterator[Path]:
    with memory_folder() as made:
        yield template(made)


@pytest.fixture
def installation(tmp_path: Path, tables: Path, app: FastAPI) -> Iterator[Installation]:
    """Its pages are read without signing in, as an administrator of the first company."""
    made = Installation(tmp_path / "data", tables, app=app)
    reader = Visitor(company=CompanyId(OWN), actor=READER, role=Role.ADMINISTRATOR)
    app.dependency_overrides[visitor] = lambda: reader
    yield made
    del app.dependency_overrides[visitor]
    made.close()
