"""Plugin distributions for tests, laid out in a folder as an installer would: a module and its entry point."""

import importlib
import itertools
import textwrap
from importlib.metadata import EntryPoint, distributions
from pathlib import Path

from trackifi_accounting.plugins.hooks import ENTRY_POINTS

_NUMBERS = itertools.count(1)

GOOD = """
    from trackifi_accounting.plugins.hooks import hookimpl
    from trackifi_accounting.testing.doubles.provider.plugins import memory_plugin

    @hookimpl
    def accounting_provider():
        return memory_plugin(name={name!r})
"""


def install(folder: Path, name: str, source: str, *, value: str | None = None) -> str:
    """Install a plugin and give its module's name; ``value`` replaces what the entry point says."""
    module = f"plugin_of_a_test_{next(_NUMBERS)}"
    (folder / f"{module}.py").write_text(textwrap.dedent(source), encoding="utf-8")
    metadata = folder / f"{module}-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
    points = f"[{ENTRY_POINTS}]\n{name} = {value or module}\n"
    (metadata / "entry_points.txt").write_text(points, encoding="utf-8")
    return module


def found_in(folder: Path) -> list[EntryPoint]:
    """The entry points of the plugins installed in the folder."""
    importlib.invalidate_caches()
    found = (dist.entry_points.select(group=ENTRY_POINTS) for dist in distributions(path=[str(folder)]))
    return [point for points in found for point in points]
