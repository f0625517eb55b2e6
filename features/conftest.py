"""Scenarios run on the real stack; ``--driver`` chooses how: by the use cases, which is quick, or in a browser."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data
from trackifi_accounting.testing.doubles.clock import START

from tests.memory_folder import memory_folder
from tests.steps.clock import SharedClock
from tests.steps.driver import Driver
from tests.steps.installation import Installation, variable
from tests.steps.moments import ActiveMoment
from tests.steps.procountor_side import ProcountorSide
from tests.steps.records import Records
from tests.steps.scene import Scene
from tests.steps.use_case_driver import UseCaseDriver

STEPS = (
    "activation", "answering", "bulk", "company_settings", "comparing", "credits", "documents", "invoices", "keys",
    "outages", "partners", "problems", "procountor", "registers", "security", "standing", "vat",
)  # fmt: skip
MARKERS = {
    "secrets": "every line of the log is kept, to be searched",
    "journey": "goes through the browser in every run of the tests",
    "inside": "no page lets anybody do this, so the use cases alone are driven",
}
PROVIDER = "procountor"
HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--driver", default="usecases", choices=["usecases", "browser"], help="What carries out the scenarios."
    )


def pytest_configure(config: pytest.Config) -> None:
    for marker, meaning in MARKERS.items():
        config.addinivalue_line("markers", f"{marker}: {meaning}")
    for name in (*STEPS, *(["browser"] if _in_browser(config) else ())):
        config.pluginmanager.import_plugin(f"tests.steps.{name}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _in_browser(config):
        for item in items:
            if item.get_closest_marker("inside"):
                item.add_marker(pytest.mark.skip(reason="inside: the pages do not let anybody do this"))


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """From the second step on, nothing is as it is at every beginning. Called for others' scenarios as well."""
    if request.path.is_relative_to(HERE):
        request.getfixturevalue("scene").active = None


def _in_browser(config: pytest.Config) -> bool:
    return bool(config.getoption("--driver") == "browser")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[RunningSandbox]:
    """A Procountor on loopback."""
    with RunningSandbox() as running:
        yield running


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Where real files are."""
    with memory_folder() as made:
        yield made


@pytest.fixture(scope="session")
def installation(sandbox: RunningSandbox, folder: Path) -> Iterator[Installation]:
    """Trackifi, on real files, talking real HTTP to that Procountor."""
    settings = {
        "environment": "sandbox",
        "sandbox_url": f"{sandbox.url}/api",
        "client_id": data.CLIENT_ID,
        "client_secret": data.CLIENT_SECRET,
    }
    installed = Installation(
        folder,
        environment={variable(PROVIDER, name): value for name, value in settings.items()},
        clock=SharedClock(other=sandbox.state.clock.advance),
    )
    yield installed
    installed.stop()


@pytest.fixture(scope="session")
def active(installation: Installation) -> ActiveMoment:
    """Where most scenarios begin."""
    return ActiveMoment(installation, provider=PROVIDER)


@pytest.fixture
def procountor(sandbox: RunningSandbox, request: pytest.FixtureRequest) -> Iterator[ProcountorSide]:
    """The people there. Whatever a scenario did, Trackifi read and added, and nothing else."""
    browser = _in_browser(request.config)
    side = request.getfixturevalue("procountor_pages") if browser else ProcountorSide(sandbox.state, now=START)
    yield side
    assert side.forbidden() == []


@pytest.fixture
def driver(installation: Installation, request: pytest.FixtureRequest) -> Driver:
    """The administrator's hands and eyes, on an installation that nobody has used yet."""
    if _in_browser(request.config):
        made: Driver = request.getfixturevalue("browser_driver")
        return made
    installation.clock.begin_anew()
    installation.begin_anew()
    return UseCaseDriver(installation, provider=PROVIDER)


@pytest.fixture
def scene(
    driver: Driver, procountor: ProcountorSide, caplog: pytest.LogCaptureFixture, request: pytest.FixtureRequest
) -> Scene:
    """Both sides before the first step: a company in Trackifi, nothing connected."""
    active: ActiveMoment | None = request.getfixturevalue("active")
    if request.node.get_closest_marker("secrets"):
        caplog.set_level(logging.DEBUG)
        caplog.set_level(logging.INFO, logger="pytest_bdd.scenario")  # it repeats the steps themselves
        active = None  # what an activation writes is searched, too
    records = Records(driver)
    records.company()
    return Scene(driver=driver, procountor=procountor, records=records, active=active)
