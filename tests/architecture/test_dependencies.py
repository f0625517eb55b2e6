"""Each distribution declares what it imports, and imports what it declares."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
DISTRIBUTIONS = sorted(
    file.parent.relative_to(ROOT)
    for pattern in ("core/pyproject.toml", "adapters/pyproject.toml", "plugins/**/pyproject.toml")
    for file in ROOT.glob(pattern)
)
NEVER_IMPORTED = {
    "tzdata": "time zones as data, for machines without them",
    "psycopg": "loaded by SQLAlchemy for its addresses",
}
"""What is declared and not imported, and why."""
every_distribution = pytest.mark.parametrize("folder", DISTRIBUTIONS, ids=str)


def declared(folder: Path) -> set[str]:
    """The distributions that it depends on, its extras included, by their names."""
    project = tomllib.loads((ROOT / folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [one for some in project.get("optional-dependencies", {}).values() for one in some]
    return {name_of(one) for one in (*project["dependencies"], *extras)}


def name_of(requirement: str) -> str:
    """The bare name of a requirement."""
    return canonicalize_name(Requirement(requirement).name)


def imported(folder: Path) -> dict[str, set[str]]:
    """The distributions that its modules import, each with the modules that do."""
    owners = packages_distributions()
    found: dict[str, set[str]] = {}
    for package in (file.parent for file in (ROOT / folder).glob("*/__init__.py")):
        for file in package.rglob("*.py"):
            for module in _modules(file):
                if module not in sys.stdlib_module_names and module != package.name:
                    for owner in owners.get(module, [module]):
                        found.setdefault(canonicalize_name(owner), set()).add(str(file.relative_to(ROOT)))
    return found


def _modules(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@every_distribution
def test_what_is_imported_is_declared(folder: Path) -> None:
    missing = {name: where for name, where in imported(folder).items() if name not in declared(folder)}
    assert missing == {}


@every_distribution
def test_what_is_declared_is_imported(folder: Path) -> None:
    assert declared(folder) - set(imported(folder)) - set(NEVER_IMPORTED) == set()
