"""The command that matches two CSV files: partners to customers, before anything is connected."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, cast

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from trackifi_accounting.domain.matching.cascade import suggest
from trackifi_accounting.domain.matching.duplicates import duplicates
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.wording import Language

from trackifi_accounting_adapters.matching_files import UnreadableFileError, read_records, write_suggestions
from trackifi_accounting_adapters.matching_report import Report, write_page

_INPUT = typer.Option(exists=True, dir_okay=False, readable=True, help="CSV with id, name and, where known, more.")


def match(
    partners: Annotated[Path, _INPUT],
    customers: Annotated[Path, _INPUT],
    out: Annotated[Path, typer.Option(dir_okay=False, help="CSV to write: left_id, right_id, score, band, reason.")],
    html: Annotated[Path | None, typer.Option(dir_okay=False, help="Also write a page to read.")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of the page: en or fi.")] = "en",
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Suggest which business partner is which customer, with the reason for each.

    Columns: id, name, business_id, vat_number, customer_number, einvoice_address, email, city, other_names (separated
    by "|"), person (yes or empty). Only id and name must be there.
    """
    if language not in {"en", "fi"}:
        raise typer.BadParameter("choose en or fi", param_hint="--lang")
    try:
        report = _run(partners, customers, out)
        if html:
            write_page(html, report, cast("Language", language))
    except UnreadableFileError as error:
        _stop(str(error))
    except OSError as error:
        _stop(f"{error.filename}: {error.strerror}.")
    _tell(report, out, html, as_json=as_json)


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command()(match)


def _run(partners: Path, customers: Path, out: Path) -> Report:
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
        run = suggest(_kept(_shown(partners, progress, "Matching partners"), report, everyone, waiting), index)
        for suggestion in write_suggestions(out, run):
            partner = waiting.pop(suggestion.left_id)
            report.add(partner, index.entry(suggestion.right_id).record, suggestion)
            _clear(waiting, report)
        _clear(waiting, report)
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


def _clear(waiting: dict[str, Record], report: Report) -> None:
    """Partners still waiting when a later one was answered got no suggestion."""
    for record in waiting.values():
        report.add_unmatched(record)
    waiting.clear()


def _tell(report: Report, out: Path, html: Path | None, *, as_json: bool) -> None:
    summary = report.summary()
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=2))
        return
    typer.echo(
        f"{summary['partners']} business partners, {summary['customers']} customers: {summary['certain']} certain, "
        f"{summary['likely']} likely, {summary['without_suggestion']} without a suggestion."
    )
    typer.echo(f"Written: {out}" + (f" and {html}" if html else ""))


def _stop(message: str) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(2)
