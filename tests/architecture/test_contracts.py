"""Each import contract is broken once by a planted import and seen red: none of them is vacuous."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.contracts import ROOT, gathered

PLANTED = {
    "core/trackifi_accounting/domain/values/money.py": (
        "import psycopg",
        "import os",
        "import trackifi_accounting.errors",
    ),
    "core/trackifi_accounting/domain/partners/links.py": ("import trackifi_accounting.domain.batches.batches",),
    "core/trackifi_accounting/use_cases/connections/resume.py": (
        "import trackifi_accounting.use_cases.background.do_job",
    ),
    "core/trackifi_accounting/utils.py": ("",),
    "core/trackifi_accounting/errors.py": (
        "import trackifi_procountor.plugin",
        "import trackifi_accounting_adapters.container",
    ),
    "adapters/trackifi_accounting_adapters/database/products.py": ("import trackifi_accounting_adapters.web.app",),
    "adapters/trackifi_accounting_adapters/utils.py": ("",),
    "adapters/trackifi_accounting_adapters/web/problems/words.py": ("import trackifi_accounting_adapters.web.app",),
    "adapters/trackifi_accounting_adapters/settings.py": ("import dependency_injector", "import dbos"),
    "plugins/procountor/trackifi_procountor/http/messages.py": (
        "import trackifi_procountor.plugin",
        "import trackifi_accounting.use_cases.connections.resume",
        "import trackifi_accounting_adapters.settings",
        "import httpx",
    ),
    "plugins/procountor/sandbox/procountor_sandbox/values/data.py": (
        "import procountor_sandbox.main",
        "import trackifi_procountor.invoices.form",
    ),
}
"""One import line a place; together they break every contract."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """The distributions' sources, copied, with what the check needs of the root."""
    for folder in ("core", "adapters", "plugins"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "tests" / "architecture", tmp_path / "tests" / "architecture")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def checked(tree: Path) -> dict[str, bool]:
    """Each contract's name, and whether it is kept."""
    sources = [
        tree,
        tree / "core",
        tree / "adapters",
        *(file.parent for file in tree.glob("plugins/**/pyproject.toml")),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, sources)), "COLUMNS": "300"}
    command = [sys.executable, "-m", "tests.architecture.contracts"]
    told = subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False).stdout
    names = [contract["name"] for contract in gathered(tree)["contracts"]]
    found = {
        name: word
        for line in told.splitlines()
        for name in names
        for word in ("KEPT", "BROKEN")
        if line.startswith(f"{name} {word}")
    }
    assert set(found) == set(names), told
    return {name: word == "KEPT" for name, word in found.items()}


def plant(tree: Path) -> None:
    """Put each planted line at the end of its file."""
    for name, lines in PLANTED.items():
        file = tree / name
        before = file.read_text(encoding="utf-8") if file.exists() else '"""Planted."""\n'
        file.write_text(before + "".join(f"\n{line}  # planted\n" for line in lines), encoding="utf-8")


def test_every_contract_is_kept_and_each_is_broken_by_what_is_planted(tree: Path) -> None:
    assert all(checked(tree).values())
    plant(tree)
    assert [name for name, kept in checked(tree).items() if kept] == []


def test_a_new_plugin_is_checked_with_only_its_folder_added(tree: Path) -> None:
    package = tree / "plugins" / "notebook" / "trackifi_notebook"
    package.mkdir(parents=True)
    (package.parent / "pyproject.toml").write_text('[project]\nname = "trackifi-notebook"\n', encoding="utf-8")
    (package / "__init__.py").write_text("import trackifi_accounting.use_cases.connections.resume\n", encoding="utf-8")
    broken = [name for name, kept in checked(tree).items() if not kept]
    assert broken == ["trackifi_notebook takes from the core what is meant for plugins"]
