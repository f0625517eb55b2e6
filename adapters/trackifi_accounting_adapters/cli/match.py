"""The command that matches two CSV files: partners to customers, before anything is connected."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from trackifi_accounting_adapters.matching.files import UnreadableFileError

if TYPE_CHECKING:
    from trackifi_accounting.domain.matching.wording import Language

    from trackifi_accounting_adapters.matching.report import Report

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
    # The matching itself, its bar and its page are for this command only.
    from trackifi_accounting_adapters.matching.report import write_page  # noqa: PLC0415 - see above
    from trackifi_accounting_adapters.matching.run import run  # noqa: PLC0415 - see above

    if language not in {"en", "fi"}:
        raise typer.BadParameter("choose en or fi", param_hint="--lang")
    try:
        report = run(partners, customers, out)
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


def _tell(report: "Report", out: Path, html: Path | None, *, as_json: bool) -> None:
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
