"""The command ``doctor``: what at the provider or in the database will be in the way, found before an invoice is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.cli.console.errors import LABELS, as_data
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import SETUP, Company, Json, ProviderArgument
from trackifi_accounting_adapters.console import output

if TYPE_CHECKING:
    from trackifi_accounting.domain.problems.problems import Problem
    from trackifi_accounting.use_cases.problems.explain import Explained

WELL = {
    "en": "Nothing is in the way: key, rights, settings and periods are in order.",
    "fi": "Esteitä ei ole: avain, oikeudet, asetukset ja kaudet ovat kunnossa.",
}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=SETUP)(doctor)


def doctor(
    context: typer.Context, company: Company, provider: ProviderArgument = None, *, as_json: Json = False
) -> None:
    """Examine an integration, its rights and settings, and the database.

    It reads only, and blocks nothing. Exit code 0: nothing found; 1: findings, each with its fix.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    here = _of_database(command)
    if not as_json:
        tell(command, here)  # whatever the provider answers
    done = command.container.examine()(CompanyId(company), chosen)
    found = (*here, *done.findings)
    if as_json:
        told = [as_data(one) for one in _explained(command, found)]
        output.as_json({"examined_at": done.integration.examined_at, "findings": told})
    elif found:
        tell(command, done.findings)
    else:
        typer.echo(WELL[command.language])
    raise typer.Exit(1 if found else 0)


def _of_database(command: CommandContext) -> tuple["Problem", ...]:
    """What it could forget, which start and readiness refuse as well."""
    from trackifi_accounting.domain.problems.problems import Problem  # noqa: PLC0415 - --help need not wait for it

    from trackifi_accounting_adapters.database.server.durability import lacking  # noqa: PLC0415 - as above

    off = () if command.settings.unsafe_database else lacking(command.container.engine())
    return (Problem(code="database_not_durable", facts={"settings": ", ".join(off)}),) if off else ()


def tell(command: CommandContext, found: Iterable["Problem"]) -> None:
    """Tell findings; they are answers, no failures, so they go to standard output."""
    for one in _explained(command, found):
        typer.echo(output.visible(f"{one.code}: {one.words.happened} {one.words.did}"))
        typer.echo(output.visible(f"  {LABELS[command.language][1]}: {one.words.todo}"))


def _explained(command: CommandContext, found: Iterable["Problem"]) -> list["Explained"]:
    explain = command.bare.explain()
    return [explain(problem, provider=command.concerned, language=command.language) for problem in found]
