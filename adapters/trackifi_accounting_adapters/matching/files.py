"""Partners and customers from CSV, suggestions to CSV: one row at a time, every defect with its line."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.suggestions import Suggestion

REQUIRED: Final = ("id", "name")
COLUMNS: Final = ("left_id", "right_id", "score", "band", "reason")
_YES: Final = frozenset({"1", "true", "yes", "y", "kyllä", "k"})
_BETWEEN_NAMES: Final = "|"


class UnreadableFileError(Exception):
    """A file that cannot be used as it is; the message names the file and the line, and says what to mend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRow:
    """A record and the line of the file it ends on."""

    line: int
    record: Record


def read_records(path: Path, read: Callable[[int], None] = lambda _: None) -> Iterator[Record]:
    """The records of a CSV file, one by one; `read` is told after each how many characters were read since.

    The header names the columns, in any order and case; comma, semicolon or tab, UTF-8 or UTF-16 with a byte order
    mark, plain UTF-8, or Windows-1252. Other names are separated by "|". Raises UnreadableFileError.
    """
    lines: dict[str, int] = {}
    for row in _rows(path, read):
        first = lines.setdefault(row.record.id, row.line)
        if first != row.line:
            raise _unreadable(path, row.line, f'the id "{row.record.id}" stands on line {first} already')
        yield row.record


def _rows(path: Path, read: Callable[[int], None]) -> Iterator[FileRow]:
    try:
        with path.open(encoding=_encoding(path), newline="") as file:
            yield from _parsed(path, file, read)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UnreadableFileError(f"{path}: {reason}.") from error


def _parsed(path: Path, file: TextIO, read: Callable[[int], None]) -> Iterator[FileRow]:
    header = file.readline()
    separator = max(";,\t", key=header.count)
    names = [name.strip().strip('"').casefold().replace(" ", "_") for name in header.split(separator)]
    missing = [name for name in REQUIRED if name not in names]
    if missing:
        found = ", ".join(name for name in names if name) or "nothing"
        raise _unreadable(path, 1, f"{_columns(missing)} missing; found: {found}")
    reader = csv.reader(_told(file, read), delimiter=separator, strict=True)
    try:
        for fields in reader:
            if any(fields):
                yield FileRow(line=reader.line_num + 1, record=_record(path, reader.line_num + 1, names, fields))
    except csv.Error as error:
        raise _unreadable(path, reader.line_num + 1, str(error)) from error


def _told(file: Iterable[str], read: Callable[[int], None]) -> Iterator[str]:
    for line in file:
        yield line
        read(len(line))


def _record(path: Path, line: int, names: list[str], fields: list[str]) -> Record:
    if len(fields) != len(names):
        raise _unreadable(path, line, f"{len(fields)} fields where the header has {len(names)}")
    row = dict(zip(names, (field.strip() for field in fields), strict=True))
    if not row["id"]:
        raise _unreadable(path, line, "the id is empty")
    return Record(
        id=row["id"],
        name=row["name"],
        business_id=row.get("business_id") or None,
        vat_number=row.get("vat_number") or None,
        customer_number=row.get("customer_number") or None,
        einvoice_address=row.get("einvoice_address") or None,
        email=row.get("email") or None,
        city=row.get("city") or None,
        other_names=tuple(name.strip() for name in row.get("other_names", "").split(_BETWEEN_NAMES) if name.strip()),
        person=row.get("person", "").casefold() in _YES,
    )


def _encoding(path: Path) -> str:
    """UTF-8 unless a byte order mark or a byte that is none says otherwise; the file is read once for it."""
    with path.open("rb") as file:
        if file.read(2) in {b"\xff\xfe", b"\xfe\xff"}:
            return "utf-16"
    try:
        with path.open(encoding="utf-8") as text:
            while text.read(1 << 16):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _columns(missing: list[str]) -> str:
    return f"the column {missing[0]} is" if len(missing) == 1 else f"the columns {' and '.join(missing)} are"


def _unreadable(path: Path, line: int, what: str) -> UnreadableFileError:
    return UnreadableFileError(f"{path}, line {line}: {what}.")


def write_suggestions(path: Path, suggestions: Iterable[Suggestion]) -> Iterator[Suggestion]:
    """Write each suggestion as it passes; nothing is written before the first is asked for."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for suggestion in suggestions:
            writer.writerow(
                (suggestion.left_id, suggestion.right_id, suggestion.score, suggestion.band, suggestion.reason)
            )
            yield suggestion
