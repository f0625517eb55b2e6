"""The drift report as a table that a spreadsheet opens, and can't be tricked by."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from trackifi_accounting.domain.reconciliation.findings import INFORMATION, Finding

COLUMNS: Final = (
    *("what", "kind", "number", "invoice", "remote id", "remote number", "ours", "theirs"),
    *("difference", "field", "seen"),
)
"""The first eight have always been there; what comes is added at the end."""
_AMOUNT: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?( [A-Z]{3})?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells(row: Finding) -> tuple[str, ...]:
    """One difference, cell by cell; what is not known is empty."""
    where = (row.invoice or "", row.remote, row.remote_number or "")
    more = (row.difference, row.field, "yes" if row.seen else "")
    return (row.what.value, row.kind.value, row.number, *where, row.ours, row.theirs, *more)


def as_csv(rows: Iterable[Finding], columns: Sequence[str] = COLUMNS) -> Iterator[str]:
    """Lines with CRLF as in RFC 4180, the columns' names first; what is mere information is left out."""
    yield _line(tuple(columns))
    for row in told(rows):
        yield _line(tuple(guarded(cell) for cell in cells(row)))


def told(rows: Iterable[Finding]) -> Iterator[Finding]:
    """Those that are no mere information."""
    return (one for one in rows if one.what not in INFORMATION)


def guarded(cell: str) -> str:
    """A spreadsheet takes what begins so for a formula; an apostrophe makes it text. Amounts stay amounts."""
    if cell.startswith(_FORMULA) and not _AMOUNT.fullmatch(cell):
        return f"'{cell}"
    return cell


def _line(texts: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(texts)
    return buffer.getvalue()
