"""What a demonstration tells while it runs."""

import json

import typer

from trackifi_accounting_adapters.console.output import plain, table, visible

COLUMNS = ("", "Number", "Our number", "Partner", "Net#", "VAT#", "Gross#", "PDF")


class Screen:
    """Lines for people; for a script they go to standard error, and one JSON document to standard output."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json

    def heading(self, text: str) -> None:
        """Begin something."""
        typer.secho(f"\n{visible(text)}", bold=True, err=self._as_json)

    def line(self, text: str) -> None:
        """Tell one thing."""
        typer.echo(f"  {visible(text)}", err=self._as_json)

    def rows(self, rows: list[tuple[object, ...]]) -> None:
        """The table of what arrived; a script gets it in the result."""
        if not self._as_json:
            table(COLUMNS, rows, empty="Nothing.")

    def result(self, value: object) -> None:
        """The outcome for a script."""
        if self._as_json:
            typer.echo(json.dumps(plain(value), ensure_ascii=False))
