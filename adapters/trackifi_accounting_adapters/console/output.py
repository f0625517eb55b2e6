"""How commands answer: tables for people, JSON for scripts, both on standard output."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import PurePath

import typer
from trackifi_accounting.domain.values.secrets import Secret

WIDE = 200
"""Columns of a table that is piped somewhere: nothing is cut for want of a terminal."""


def plain(value: object) -> object:
    """A value of the domain as JSON has it: amounts as text to the cent, times in ISO 8601, a secret not at all."""
    if isinstance(value, Secret):
        raise TypeError("a secret is never an answer")
    if value is None or isinstance(value, bool | int | float | Enum):
        return value.value if isinstance(value, Enum) else value
    if isinstance(value, str | Decimal | PurePath):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value.decode(errors="replace") if isinstance(value, bytes) else _parts(value)


def _parts(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: plain(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, frozenset):
        return sorted(str(plain(part)) for part in value)
    if isinstance(value, Iterable):
        return [plain(part) for part in value]
    raise TypeError(f"{type(value).__name__} is not an answer")


def as_json(value: object) -> None:
    """One JSON document."""
    typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2))


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], *, empty: str) -> None:
    """A table, or the sentence ``empty``. A column whose heading ends in # is set to the right."""
    from rich.console import Console  # noqa: PLC0415 - a tenth of a second, and --json does without
    from rich.table import Table  # noqa: PLC0415 - as above
    from rich.text import Text  # noqa: PLC0415 - as above

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        right = column.endswith("#")
        shown.add_column(column.rstrip("#"), justify="right" if right else "left", no_wrap=right)
    for row in rows:
        shown.add_row(*(Text(told(cell)) for cell in row))  # Text: brackets in a name are no markup
    if not shown.row_count:
        typer.echo(empty)
        return
    Console(width=None if sys.stdout.isatty() else WIDE).print(shown)


def facts(*pairs: tuple[str, object]) -> None:
    """Lines of a name and a value; values that are missing are left out."""
    width = max(len(name) for name, _ in pairs)
    for name, value in pairs:
        if value not in (None, "", ()):
            typer.echo(f"{name:<{width}}  {told(value)}")


def told(value: object) -> str:
    """A value as a person reads it."""
    if value is None:
        return "-"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M UTC")
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    if isinstance(value, bool):
        return "yes" if value else "no"
    return visible(str(value))


def visible(text: str) -> str:
    """The text without what could move a terminal's cursor or turn its direction."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)
