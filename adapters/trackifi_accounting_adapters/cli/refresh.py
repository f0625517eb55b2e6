"""The command ``refresh``: what became of sent invoices at the provider."""

from typing import Annotated

import typer
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import INVOICES, Company, Json, Provider
from trackifi_accounting_adapters.cli.doctor import tell
from trackifi_accounting_adapters.console import output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=INVOICES)(refresh)


def refresh(
    context: typer.Context,
    company: Company,
    *,
    provider: Provider = None,
    full: Annotated[bool, typer.Option("--full", help="Read every invoice of the last 400 days.")] = False,
    as_json: Json = False,
) -> None:
    """Read back what became of sent invoices.

    That is: their state, their sums, and whether they are still there.

    Nothing is sent. The worker does this each hour, and with --full once a day; only --full sees deleted invoices.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    done = command.container.refresh_deliveries()(CompanyId(company), chosen, by=command.actor, full=full)
    if as_json:
        removed = [{"kind": one.kind, "invoice": one.invoice, "number": one.number} for one in done.removed]
        output.as_json({"read": done.read, "changed": done.changed, "removed": removed})
        return
    typer.echo(f"Looked at {done.read} invoices: {done.changed} changed, {len(done.removed)} of them removed.")
    tell(command, (Problem(code="removed_at_provider", facts={"number": one.number}) for one in done.removed))
