"""One Chromium for the session; a running Trackifi and sandbox for each test that asks for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.persistence.migration import migrate
from trackifi_accounting_adapters.persistence.tokens import Role
from trackifi_accounting_adapters.settings import Settings

from tests.web.pages.screenshots import chromium
from tests.web.pages.stage import Stage

Visit = Callable[..., Page]
PATIENCE = 30_000
"""Milliseconds: nothing waits so long, but on a machine that does much else beside."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, migrated once."""
    container = Container(settings=Settings(data_dir=tmp_path_factory.mktemp("tables")))
    migrate(container.engine())
    container.engine().dispose()
    return container.settings().data_dir / "accounting.db"


@pytest.fixture
def stage(tmp_path: Path, tables: Path) -> Iterator[Stage]:
    with Stage(tmp_path / "trackifi", database=tables) as running:
        yield running


@pytest.fixture
def visit(browser: Browser, stage: Stage) -> Iterator[Visit]:
    """Open a browser of somebody who has signed in."""
    opened: list[BrowserContext] = []

    def open_one(role: Role = Role.ADMINISTRATOR, **options: object) -> Page:
        context = browser.new_context(base_url=stage.url, locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        page = context.new_page()
        page.goto("/sign-in")
        page.fill("#token", stage.tokens[role])
        page.click("main .main-button")
        return page

    yield open_one
    for context in opened:
        context.close()
