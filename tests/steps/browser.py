"""What a browser run needs: one Chromium and one server for the session, clean windows for each scenario."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.testing.doubles.clock import START

from tests.chromium import chromium
from tests.steps.browser_driver import BrowserDriver
from tests.steps.installation import Installation
from tests.steps.procountor_pages import ProcountorPages
from tests.steps.trackifi_server import TrackifiServer

PROVIDER = "procountor"
SIZE = {"width": 1024, "height": 768}
PATIENCE = 20_000  # milliseconds; the machine may be busy with others


@pytest.fixture(scope="session")
def server(installation: Installation) -> Iterator[TrackifiServer]:
    with TrackifiServer(installation) as running:
        installation.quiet = running.be_quiet
        yield running


@pytest.fixture(scope="session")
def chrome() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def at_trackifi(chrome: Browser) -> Page:
    return _window(chrome)


@pytest.fixture(scope="session")
def at_procountor(chrome: Browser) -> Page:
    return _window(chrome)


def _window(chrome: Browser) -> Page:
    """Each has a window of its own: Chromium lets a page behind another one wait."""
    context = chrome.new_context(locale="en-GB", viewport=SIZE, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE)
    return context.new_page()


@pytest.fixture
def procountor_pages(sandbox: RunningSandbox, at_procountor: Page) -> ProcountorPages:
    return ProcountorPages(sandbox.state, now=START, page=at_procountor, url=sandbox.url)


@pytest.fixture
def browser_driver(installation: Installation, server: TrackifiServer, at_trackifi: Page) -> BrowserDriver:
    """An administrator who has not signed in yet."""
    at_trackifi.goto("about:blank")
    at_trackifi.context.clear_cookies()
    installation.clock.begin_anew()
    installation.begin_anew()
    return BrowserDriver(installation, provider=PROVIDER, page=at_trackifi, url=server.url)
