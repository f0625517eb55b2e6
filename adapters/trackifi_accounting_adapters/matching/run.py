"""One run of the matching of two files, with a bar that shows how far it is."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.rules.duplicates import duplicates

from trackifi_accounting_adapters.matching.files import read_records, write_suggestions
from trackifi_accounting_adapters.matching.report import Report


def run(partners: Path, customers: Path, out: Path) -> Report:
    """Write the suggestions to ``out`` and give the counts. Raises: UnreadableFileError."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    ) as progress:
        index = Index(_shown(customers, progress, "Reading customers"))
        report = Report(customers=len(index))
        everyone: list[Record] = []
        waiting: dict[str, Record] = {}
        found = suggest(_kept(_shown(partners, progress, "Matching partners"), report, everyone, waiting), index)
        for suggestion in write_suggestions(out, found):
            partner = waiting.pop(suggestion.left_id)
            report.add(partner, index.entry(suggestion.right_id).record, suggestion)
        for partner in waiting.values():
            report.add_unmatched(partner)
        named = {record.id: record for record in everyone}
        report.duplicates = [(named[one], named[other]) for one, other, _ in duplicates(everyone)]
    return report


def _shown(path: Path, progress: Progress, what: str) -> Iterator[Record]:
    """The records, the bar moving on by the characters read; it counts bytes, which letters with dots have two of."""
    task = progress.add_task(what, total=path.stat().st_size)
    yield from read_records(path, lambda read: progress.advance(task, read))
    progress.update(task, completed=path.stat().st_size)


def _kept(
    records: Iterator[Record], report: Report, everyone: list[Record], waiting: dict[str, Record]
) -> Iterator[Record]:
    for record in records:
        report.partners += 1
        everyone.append(record)
        waiting[record.id] = record
        yield record
