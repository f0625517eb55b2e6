"""Writes docs/reference/ports.md: ``python -m tests.architecture.ports_page docs/reference/ports.md``."""

import ast
import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PORTS = ROOT / "core" / "trackifi_accounting" / "ports"
HEAD = """# Ports

What the core asks of the outside world. Each port is a class of `core/trackifi_accounting/ports`; everything else about it (units,
order, None, what it raises) stands with its method there.

| Who implements it | Which |
| --- | --- |
| a provider plugin ([how](../how-to/plugins.md)) | `AccountingProvider`, `DocumentStorage`; it may wrap the `CredentialVault` |
| an application that keeps the records itself ([how](../how-to/embed.md)) | `Host` |
| an application that keeps files, jobs or keys elsewhere | `Files`, `Engine`, `CredentialVault` |
| the adapters, for SQLite and PostgreSQL | everything else; a double of each is in `core/trackifi_accounting/testing/doubles` |

This page is written by `.venv/bin/python -m tests.architecture.ports_page docs/reference/ports.md`; a test compares it with the code.
"""


def modules() -> list[Path]:
    """Every module of the ports."""
    return sorted(path for path in PORTS.rglob("*.py") if path.name != "__init__.py")


def ports() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Every class with methods that somebody else implements, with its module."""
    for module in modules():
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and methods_of(node) and _is_port(node):
                yield module, node


def methods_of(port: ast.ClassDef) -> list[ast.FunctionDef]:
    """The methods of a port that are called from outside; a port that is a function has one without a name."""
    found = (one for one in port.body if isinstance(one, ast.FunctionDef))
    return [one for one in found if not one.name.startswith("_") or one.name == "__call__"]


def told(node: ast.ClassDef | ast.FunctionDef) -> str:
    """The first paragraph of what its docstring says, in one line."""
    return " ".join(inspect.cleandoc(ast.get_docstring(node) or "").partition("\n\n")[0].split())


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_section(module, port) for module, port in ports())


def _is_port(node: ast.ClassDef) -> bool:
    bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
    return bool(bases & {"ABC", "Protocol", "Host"})


def _section(module: Path, port: ast.ClassDef) -> str:
    rows = "".join(f"- `{_call(method)}`: {told(method)}\n" for method in methods_of(port))
    return f"\n## `{port.name}`\n\n{told(port)} (`{module.relative_to(ROOT).as_posix()}`)\n\n{rows}"


def _call(method: ast.FunctionDef) -> str:
    given = method.args
    names = [one.arg for one in given.args[1:]] + [f"{one.arg}=" for one in given.kwonlyargs]
    rest = [f"*{given.vararg.arg}"] if given.vararg else []
    is_property = any(isinstance(one, ast.Name) and one.id == "property" for one in method.decorator_list)
    return method.name if is_property else f"{method.name.strip('_')}({', '.join(rest + names)})"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
