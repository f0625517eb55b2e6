"""The command ``drift``: in what Trackifi and the provider differ."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from trackifi_accounting.domain.references import CompanyId

from trackifi_accounting_adapters.cli import answers
from trackifi_accounting_adapters.cli.desk import Desk
from trackifi_accounting_adapters.cli.options import INVOICES, Company, Json, ProviderArgument
from trackifi_accounting_adapters.cli.stops import Stop
from trackifi_accounting_adapters.drift_table import as_csv, cells

HEADINGS = ("What", "Kind", "Number", "Invoice", "Their id", "Their number", "Ours", "Theirs")


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
    """Hold what was sent against the provider's books.

    That is: missing on either side, removed, another amount, date or partner, PDF missing. It reads only.

    Exit code 0: the two agree; 1: they differ.
    """
    desk = Desk.of(context, as_json=as_json)
    chosen = desk.provider(provider)
    rows = list(desk.container.drift_report()(CompanyId(company), chosen, back=timedelta(days=days)))
    if csv:
        _write(csv, "".join(as_csv(rows)))
    if as_json:
        answers.as_json(rows)
    elif csv:
        typer.echo(f"{len(rows)} differences written to {csv}.")
    else:
        answers.table(HEADINGS, [cells(row) for row in rows], empty="Trackifi and the provider agree.")
    if rows:
        raise typer.Exit(1)


def _write(path: Path, table: str) -> None:
    try:
        # With its mark, for spreadsheets would take the letters for Windows' own otherwise.
        path.write_text(table, encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Stop(f"Can't write {path}: {error.strerror or error}.", todo="Choose another file.") from error
