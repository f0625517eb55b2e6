"""Every distribution's import contracts, checked together: ``python -m tests.architecture.contracts``.

Core and adapters have theirs in the root's pyproject.toml, a plugin and its sandbox in their own. What has to hold of any
plugin is added here for each one that is found, so that a new plugin is checked without an edit.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from importlinter import cli

ROOT = Path(__file__).resolve().parents[2]
BUILT = Path("build") / "import-contracts.toml"
CORE, ADAPTERS = "trackifi_accounting", "trackifi_accounting_adapters"
CLOSED_TO_PLUGINS = (f"{CORE}.use_cases", f"{CORE}.plugins.registry")
Table = dict[str, Any]


def gathered(root: Path = ROOT) -> Table:
    """The settings of import-linter for all distributions below the root."""
    settings: Table = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    contracts = list(settings["contracts"])
    packages = list(settings["root_packages"])
    plugins = dict(_packages(root, "plugins/*/pyproject.toml"))
    sandboxes = dict(_packages(root, "plugins/*/sandbox/pyproject.toml"))
    for package, own in (plugins | sandboxes).items():
        packages.append(package)
        contracts += own
    contracts += [one for plugin in plugins for one in _of_a_plugin(plugin, [*plugins, *sandboxes])]
    contracts += [_of_a_sandbox(sandbox, [*plugins, *sandboxes]) for sandbox in sandboxes]
    return {**settings, "root_packages": packages, "contracts": contracts}


def _packages(root: Path, pattern: str) -> Iterator[tuple[str, list[Table]]]:
    """The package of each such distribution, with the contracts that it brings."""
    for file in sorted(root.glob(pattern)):
        own = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {}).get("importlinter", {})
        for package in sorted(one.parent.name for one in file.parent.glob("*/__init__.py")):
            yield package, own.get("contracts", [])


def _of_a_plugin(plugin: str, all_of_them: list[str]) -> Iterator[Table]:
    yield {
        "name": f"{plugin} takes from the core what is meant for plugins",
        "type": "forbidden",
        "source_modules": [plugin],
        "forbidden_modules": list(CLOSED_TO_PLUGINS),
        "allow_indirect_imports": True,
    }
    yield {
        "name": f"{plugin} knows neither the adapters nor another provider",
        "type": "forbidden",
        "source_modules": [plugin],
        "forbidden_modules": [ADAPTERS, *(one for one in all_of_them if one != plugin)],
    }
    yield {
        "name": f"Core and adapters do not know {plugin}",
        "type": "forbidden",
        "source_modules": [CORE, ADAPTERS],
        "forbidden_modules": [plugin],
    }


def _of_a_sandbox(sandbox: str, all_of_them: list[str]) -> Table:
    return {
        "name": f"{sandbox} shares nothing with what it is there to check",
        "type": "forbidden",
        "source_modules": [sandbox],
        "forbidden_modules": [CORE, ADAPTERS, *(one for one in all_of_them if one != sandbox)],
    }


def written(settings: Table) -> str:
    """The settings as TOML; only strings, booleans and lists of strings occur."""
    lines = ["[tool.importlinter]", *_pairs({key: value for key, value in settings.items() if key != "contracts"})]
    for contract in settings["contracts"]:
        lines += ["", "[[tool.importlinter.contracts]]", *_pairs(contract)]
    return "\n".join(lines) + "\n"


def _pairs(table: Table) -> Iterator[str]:
    return (f"{key} = {_value(value)}" for key, value in table.items())


def _value(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def main() -> int:
    """Check all; 0 when every contract is kept."""
    BUILT.parent.mkdir(exist_ok=True)
    BUILT.write_text(written(gathered()), encoding="utf-8")
    return int(cli.lint_imports(config_filename=str(BUILT), no_cache=True))


if __name__ == "__main__":
    sys.exit(main())
