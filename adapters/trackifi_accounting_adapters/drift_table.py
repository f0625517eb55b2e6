"""The drift report as a table that a spreadsheet opens, and can't be tricked by."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Final

from trackifi_accounting.domain.reconciliation.findings import Finding

COLUMNS: Final = ("what", "kind", "number", "invoice", "remote id", "remote number", "ours", "theirs")
_AMOUNT: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?( [A-Z]{3})?")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def cells(row: Finding) -> tuple[str, ...]:
    """One difference, cell by cell; what is not known is empty."""
    where = (row.invoice or "", row.remote, row.remote_number or "")
    return (row.what.value, row.kind.value, row.number, *where, row.ours, row.theirs)


def as_csv(rows: Iterable[Finding]) -> Iterator[str]:
    """Lines with CRLF as in RFC 4180, the columns' names first."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(tuple(guarded(cell) for cell in cells(row)))


def guarded(cell: str) -> str:
    """A spreadsheet takes what begins so for a formula; an apostrophe makes it text. Amounts stay amounts."""
    if cell.startswith(_FORMULA) and not _AMOUNT.fullmatch(cell):
        return f"'{cell}"
    return cell


def _line(texts: tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer).writerow(texts)
    return buffer.getvalue()
