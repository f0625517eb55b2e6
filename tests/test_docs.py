"""The documentation is true: examples run, every hook and port method is described, and no link or command is dead."""

import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from procountor_sandbox.main import app as sandbox_cli
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.plugins.hooks import ENTRY_POINTS, Hooks
from trackifi_accounting.plugins.offer import ConnectRequest, ProviderPlugin
from trackifi_accounting.plugins.registry import PluginRegistry
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.documents import DocumentStorage
from trackifi_accounting.ports.limiter import Limiter
from trackifi_accounting.ports.vault import CredentialVault
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.examples.records import invoice, line, order
from trackifi_accounting_adapters.cli.main import application as cli
from typer.testing import CliRunner

from tests.core.doubles import NOON
from tests.core.plugin_packages import found_in

ROOT = Path(__file__).parents[1]
VERSION = (ROOT / "VERSION").read_text(encoding="utf-8").strip()
PLUGINS_PAGE = (ROOT / "docs" / "how-to" / "plugins.md").read_text(encoding="utf-8")
PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("plugins/*/*.md"))
    if path.is_file()
)
PORTS = (AccountingProvider, DocumentStorage, CredentialVault, Clock, Limiter)
METHODS = {f"{port.__name__}.{method}" for port in PORTS for method in port.__abstractmethods__}
HOOKS = {name for name, _ in inspect.getmembers(Hooks, inspect.isfunction) if not name.startswith("_")}
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MAKE = re.compile(r"(?:^ +|`)make ([a-z-]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z-]+):", re.MULTILINE)
PROGRAM = re.compile(r"\b(trackifi-accounting|procountor-sandbox)((?: [a-z][a-z-]*)+)(?=[ `\n)]|$)", re.MULTILINE)


def fenced(language: str) -> list[str]:
    """The page's code blocks in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```", PLUGINS_PAGE, re.MULTILINE | re.DOTALL)


def section(heading: str) -> str:
    """The text under a heading of the page, up to the next one."""
    match = re.search(rf"^### `{re.escape(heading)}`\n\n(.+?)(?=^#|\Z)", PLUGINS_PAGE, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""


@pytest.mark.parametrize("name", sorted(HOOKS | METHODS))
def test_every_hook_and_port_method_is_described(name):
    assert len(section(name).split()) >= 5, f"docs/how-to/plugins.md says nothing about {name}"


def test_nothing_is_described_that_is_not_there():
    described = set(re.findall(r"^### `(.+?)`$", PLUGINS_PAGE, re.MULTILINE))
    assert described == HOOKS | METHODS


@pytest.mark.parametrize("field", ProviderPlugin.__dataclass_fields__)
def test_every_field_of_the_offer_is_described(field):
    table = PLUGINS_PAGE.partition("| Field | What it is |")[2].partition("\n\n")[0]
    assert f"`{field}`" in table


@pytest.fixture
def shortest_plugin(tmp_path, monkeypatch):
    """The page's example, laid out as an installer would."""
    project = tomllib.loads(fenced("toml")[0])["project"]
    (name, module), *others = project["entry-points"][ENTRY_POINTS].items()
    assert not others
    (tmp_path / f"{module}.py").write_text(fenced("python")[0], encoding="utf-8")
    metadata = tmp_path / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1.0\n")
    (metadata / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\n{name} = {module}\n")
    monkeypatch.syspath_prepend(tmp_path)
    registry = PluginRegistry(found_in(tmp_path))
    assert registry.broken == {}
    yield registry[ProviderName(name)]
    del sys.modules[module]


def connect(plugin: ProviderPlugin, password: str):
    clock = ManualClock(NOON)
    return plugin.connect(
        ConnectRequest(
            company=CompanyId("specimen"),
            credentials=Credentials(values={plugin.fields[0].name: Secret(password)}),
            key_generation=1,
            pinned=None,
            settings={},
            clock=clock,
            limiter=MemoryLimiter(clock=clock),
        )
    )


def test_the_shortest_plugin_is_loaded_and_books_an_invoice_once(shortest_plugin):
    with connect(shortest_plugin, "open sesame") as connection:
        partner = next(connection.accounting.partners())
        key = InvoiceKey(kind=PartyKind.CUSTOMER, number="2026-1")
        draft = connection.accounting.draft(order(partner, invoice(key.kind, key.number, line())))
        assert connection.accounting.find(key) == ()
        booked = connection.accounting.create(draft, fence=open_fence)
    with connect(shortest_plugin, "open sesame") as again:
        assert again.accounting.find(key) == (booked,)
        assert again.documents.attached(booked) == ()


def test_the_shortest_plugin_refuses_a_wrong_key(shortest_plugin):
    with connect(shortest_plugin, "open barley") as connection, pytest.raises(CredentialsRejected):
        connection.accounting.company()


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings make."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: Path) -> list[str]:
    dead = []
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            dead.append(link)
    return dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_link_is_dead(page):
    assert dead_links(page) == []


def test_a_dead_link_is_noticed(tmp_path):
    page = tmp_path / "page.md"
    page.write_text("# A heading\n\n[a](nowhere.md) [b](#a-heading) [c](#no-heading) [d](page.md#a-heading)\n")
    assert dead_links(page) == ["nowhere.md", "#no-heading"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_is_there(page):
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(MAKE.findall(page.read_text(encoding="utf-8"))) <= targets


PROGRAMS = {"trackifi-accounting": cli(), "procountor-sandbox": sandbox_cli}


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_is_installed_and_shows_its_commands(program):
    asked = [str(Path(sys.executable).parent / program), "--help"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert (told.returncode, "COMMAND [ARGS]" in told.stdout) == (0, True)


def test_every_program_tells_the_one_version():
    told = {program: CliRunner().invoke(command, ["--version"]).output.strip() for program, command in PROGRAMS.items()}
    assert told == {program: f"{program} {VERSION}" for program in PROGRAMS}


def commands_named() -> list[tuple[str, ...]]:
    """Every command line of ours that the pages name, without its options and arguments."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    return sorted({(program, *words.split()) for program, words in PROGRAM.findall(text)})


def is_command(program: str, *words: str) -> bool:
    """Whether the words begin with a command; what follows a command is its arguments, what follows a group is not."""
    for length in range(len(words), 0, -1):
        told = CliRunner().invoke(PROGRAMS[program], [*words[:length], "--help"])
        if told.exit_code == 0:
            return length == len(words) or "COMMAND [ARGS]" not in told.output
    return False


@pytest.mark.parametrize("command", commands_named(), ids=" ".join)
def test_every_command_is_there(command):
    assert is_command(*command)


@pytest.mark.parametrize("words", [["invent"], ["token", "invent"]])
def test_an_invented_command_is_noticed(words):
    assert not is_command("trackifi-accounting", *words)


def test_the_pages_name_commands():
    assert ("trackifi-accounting", "plugins") in commands_named()
