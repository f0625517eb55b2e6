"""The command ``drift``: the checker of accounts, run now."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from trackifi_accounting.domain.reconciliation.finding_texts import KIND_LABELS
from trackifi_accounting.domain.reconciliation.findings import INFORMATION, Finding
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import INVOICES, Company, Json, ProviderArgument
from trackifi_accounting_adapters.console import output
from trackifi_accounting_adapters.console.signals import CommandStopped
from trackifi_accounting_adapters.exports.drift_table import as_csv, cells, told

HEADINGS = (
    *("What", "Kind", "Number", "Invoice", "Their id", "Their number", "Ours", "Theirs"),
    *("Difference", "Field", "Seen"),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=INVOICES)(drift)


def drift(
    context: typer.Context,
    company: Company,
    provider: ProviderArgument = None,
    *,
    days: Annotated[int, typer.Option(min=1, max=1000, help="How far back to look.")] = 400,
    csv: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a table for a spreadsheet.")] = None,
    as_json: Json = False,
) -> None:
    """Hold Trackifi's invoices, what was sent and the books against each other.

    That is: missing on either side, there twice, other sums, days, rows, partners or PDFs, edited here after sending,
    never sent, waiting. What was approved or paid there is told, and is no difference. It reads only.

    Exit code 0: the two agree, or all that differs was seen; 1: they differ.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    rows = list(command.container.drift_report()(CompanyId(company), chosen, back=timedelta(days=days)))
    differing = list(told(rows))
    if csv:
        _write(csv, "".join(as_csv(rows)))
    if as_json:
        output.as_json(rows)
    elif csv:
        typer.echo(f"{len(differing)} differences written to {csv}.")
    else:
        output.table(HEADINGS, [cells(row) for row in differing], empty="Trackifi and the provider agree.")
        _inform(rows)
    if any(row.differs for row in rows):
        raise typer.Exit(1)


def _inform(rows: Sequence[Finding]) -> None:
    counted = Counter(row.what for row in rows if row.what in INFORMATION)
    for what, many in sorted(counted.items()):
        label, _ = KIND_LABELS[what]
        typer.echo(f"{label}: {many}.")


def _write(path: Path, table: str) -> None:
    try:
        # With its mark, for spreadsheets would take the letters for Windows' own otherwise.
        path.write_text(table, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise CommandStopped(f"Can't write {path}: {error.strerror or error}.", todo="Choose another file.") from error
