"""Boundaries that hold for every installed plugin, the next one included."""

import json
import subprocess
import sys
import textwrap
from importlib.metadata import entry_points
from pathlib import Path

import grimp
import pytest
import trackifi_accounting
import trackifi_accounting_adapters
from trackifi_accounting.plugins.hooks import ENTRY_POINTS

CORE = "trackifi_accounting"
ADAPTERS = "trackifi_accounting_adapters"
OPEN_TO_PLUGINS = tuple(
    f"{CORE}.{part}" for part in ("domain", "errors", "ports", "plugins.hooks", "plugins.offer", "testing")
)
HTTP_CLIENTS = ("httpx", "requests", "aiohttp", "urllib3")
PROBE = Path(__file__).parent / "core" / "import_probe.py"
ALEMBIC_SCRIPT = f"{ADAPTERS}.database.migrations.env"  # runs inside a migration, is no module to import
READ_ONLY_DATA = "/zoneinfo/"  # time zones are tables that Python ships as files

INSTALLED = list(entry_points(group=ENTRY_POINTS))
PACKAGES = sorted({point.module.partition(".")[0] for point in INSTALLED})
every_plugin = pytest.mark.parametrize("package", PACKAGES)


def strays(package: str) -> list[str]:
    """What the plugin imports of the core's inside or of the adapters."""
    graph = grimp.build_graph(package, CORE, ADAPTERS, cache_dir=None)
    return [
        f"{importer} imports {imported}"
        for importer in sorted(graph.find_descendants(package) | {package})
        for imported in sorted(graph.find_modules_directly_imported_by(importer))
        if not _within(imported, package) and not any(_within(imported, part) for part in OPEN_TO_PLUGINS)
    ]


def _within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def importers(package: str, library: str) -> set[str]:
    """The plugin's modules that import the library."""
    graph = grimp.build_graph(package, include_external_packages=True, cache_dir=None)
    found = graph.find_modules_that_directly_import(library) if library in graph.modules else set()
    return {module for module in found if _within(module, package)}


def done_on_import(*packages: str, paths: tuple[Path, ...] = ()) -> tuple[int, list[str]]:
    """How many modules were imported in a fresh interpreter, and what they did that is more than defining things."""
    program = [sys.executable, "-B", str(PROBE), ",".join(packages), ALEMBIC_SCRIPT]
    environment = {"PYTHONPATH": ":".join(map(str, paths))}
    told = json.loads(subprocess.run(program, env=environment, capture_output=True, text=True, check=True).stdout)
    return told["imported"], [one for one in told["done"] if READ_ONLY_DATA not in one]


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """A package that breaks every rule."""
    monkeypatch.syspath_prepend(tmp_path)
    package = tmp_path / "plugin_that_strays"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "reaching.py").write_text(
        "import trackifi_accounting.plugins.registry\nimport trackifi_accounting_adapters\nimport httpx\n"
        "import trackifi_accounting.domain.values.money\n"
    )
    (package / "busy.py").write_text(
        textwrap.dedent(
            """
            import os, socket, sqlite3, threading
            os.environ.get("HOME")
            socket.socket().close()
            threading.Thread(target=print, args=("",), kwargs={"end": ""}).start()
            open(__file__).close()
            sqlite3.connect(":memory:").close()
            """
        )
    )
    return tmp_path


def test_a_plugin_is_installed():
    assert PACKAGES


@every_plugin
def test_a_plugin_takes_from_the_core_only_what_is_meant_for_plugins(package):
    assert strays(package) == []


def test_a_plugin_that_reaches_further_is_caught(planted):
    assert strays("plugin_that_strays") == [
        "plugin_that_strays.reaching imports trackifi_accounting.plugins.registry",
        "plugin_that_strays.reaching imports trackifi_accounting_adapters",
    ]


@every_plugin
def test_one_module_of_a_plugin_at_most_talks_http(package):
    assert len({module for library in HTTP_CLIENTS for module in importers(package, library)}) <= 1


def test_a_module_that_talks_http_is_seen(planted):
    assert importers("plugin_that_strays", "httpx") == {"plugin_that_strays.reaching"}


@pytest.mark.parametrize("package", [trackifi_accounting, trackifi_accounting_adapters], ids=lambda one: one.__name__)
def test_no_provider_is_named_in_core_or_adapters(package):
    root = Path(package.__file__).parent
    files = [path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files
    naming = [
        f"{path.relative_to(root)} names {point.name}"
        for path in files
        for point in INSTALLED
        if point.name.encode() in path.read_bytes().lower() or point.name in str(path.relative_to(root)).lower()
    ]
    assert naming == []


def test_importing_any_module_does_nothing():
    imported, done = done_on_import(CORE, ADAPTERS, *PACKAGES)
    assert imported > 100
    assert done == []


def test_a_module_that_does_something_on_import_is_caught(planted):
    _, done = done_on_import("plugin_that_strays", paths=(planted,))
    kinds = {one.removeprefix("plugin_that_strays.busy: ").split(" ")[0] for one in done}
    assert {"environment", "socket.__new__", "thread", "open", "sqlite3.connect"} <= kinds
