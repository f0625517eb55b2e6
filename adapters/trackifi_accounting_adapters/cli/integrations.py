"""The commands ``activate``, ``update-key``, ``disable`` and ``sync``."""

from typing import TYPE_CHECKING, Annotated

import typer
from trackifi_accounting.domain.values.references import CompanyId

from trackifi_accounting_adapters.cli.companies import describe
from trackifi_accounting_adapters.cli.console.credentials import credentials
from trackifi_accounting_adapters.cli.console.errors import problems
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import SETUP, Company, Json, Provider
from trackifi_accounting_adapters.cli.console.progress import watched
from trackifi_accounting_adapters.cli.doctor import tell
from trackifi_accounting_adapters.console import output

if TYPE_CHECKING:
    from trackifi_accounting.use_cases.partners.sync import Imported


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(rich_help_panel=SETUP)(activate)
    app.command("update-key", rich_help_panel=SETUP)(update_key)
    app.command(rich_help_panel=SETUP)(sync)
    app.command(rich_help_panel=SETUP)(disable)


def activate(context: typer.Context, company: Company, *, provider: Provider = None, as_json: Json = False) -> None:
    """Activate an integration and import its data.

    The key comes from a hidden prompt or from standard input, never from an argument.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    act = command.container.activate()
    with watched(quiet=as_json) as progress:
        done = act(CompanyId(company), chosen, credentials(command, chosen), by=command.actor, progress=progress)
    if as_json:
        output.as_json(done)
    else:
        describe(command, done.integration)
        if done.imported:
            _counts(done.imported)
        tell(command, done.findings)
    if done.problem:
        problems(command, done.problem)
        raise typer.Exit(1)


def update_key(context: typer.Context, company: Company, *, provider: Provider = None, as_json: Json = False) -> None:
    """Exchange the key.

    The old one stays in use until the new one has proved itself. It comes from a hidden prompt or standard input.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    update = command.container.update_key()
    integration = update(CompanyId(company), chosen, credentials(command, chosen), by=command.actor)
    if as_json:
        output.as_json(integration)
    else:
        describe(command, integration)


def sync(
    context: typer.Context,
    company: Company,
    *,
    provider: Provider = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything, not only what changed.")] = False,
    as_json: Json = False,
) -> None:
    """Bring business partners and products up to date."""
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    with watched(quiet=as_json) as progress:
        done = command.container.sync()(CompanyId(company), chosen, by=command.actor, full=full, progress=progress)
    if as_json:
        output.as_json(done)
    else:
        _counts(done)
    if done.problem:
        problems(command, done.problem)
        raise typer.Exit(1)


def disable(
    context: typer.Context,
    company: Company,
    *,
    provider: Provider = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Disable an integration; its key is destroyed.

    Links and what was sent stay, so that activating again can't send anything twice.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    if not yes:
        typer.confirm(f"Disable {chosen} for {company}? The stored key is destroyed.", abort=True, err=True)
    kept = command.container.disable()(CompanyId(company), chosen, by=command.actor)
    if as_json:
        output.as_json(kept)
        return
    sent = sum(count for state, count in kept.deliveries.items() if not state.startswith("pdf_"))
    typer.echo(f"Disabled. The key is destroyed; {kept.links} links and {sent} deliveries stay.")


def _counts(done: "Imported") -> None:
    output.table(
        ("Imported", "Before#", "Now#"),
        (
            ("customers", done.before.customers, done.after.customers),
            ("suppliers", done.before.suppliers, done.after.suppliers),
            ("products", done.before.products, done.after.products),
        ),
        empty="",
    )
    if done.stale:
        typer.echo(f"{done.stale} links can't be used for now: trackifi-accounting partners COMPANY --show stale")
