"""The command ``doctor``: what at the provider will be in the way, found before an invoice is."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import typer
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.cli.console.errors import LABELS, as_data
from trackifi_accounting_adapters.cli.console.installation import Desk
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
    """Examine an integration: rights, settings, periods, accounts.

    It reads only, and blocks nothing. Exit code 0: nothing found; 1: findings, each with its fix.
    """
    desk = Desk.of(context, as_json=as_json)
    chosen = desk.provider(provider)
    done = desk.container.examine()(CompanyId(company), chosen)
    if as_json:
        found = [as_data(one) for one in _explained(desk, done.findings)]
        output.as_json({"examined_at": done.integration.examined_at, "findings": found})
    elif done.findings:
        tell(desk, done.findings)
    else:
        typer.echo(WELL[desk.language])
    raise typer.Exit(1 if done.findings else 0)


def tell(desk: Desk, found: Iterable["Problem"]) -> None:
    """Tell findings; they are answers, no failures, so they go to standard output."""
    for one in _explained(desk, found):
        typer.echo(output.visible(f"{one.code}: {one.words.happened} {one.words.did}"))
        typer.echo(output.visible(f"  {LABELS[desk.language][1]}: {one.words.todo}"))


def _explained(desk: Desk, found: Iterable["Problem"]) -> list["Explained"]:
    explain = desk.bare.explain()
    return [explain(problem, provider=desk.concerned, language=desk.language) for problem in found]
