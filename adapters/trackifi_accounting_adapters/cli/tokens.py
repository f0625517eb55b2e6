"""The commands ``token create``, ``token list`` and ``token revoke``."""

from typing import Annotated, Literal

import typer
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import NotFound

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import RUN, Json
from trackifi_accounting_adapters.console import output

token = typer.Typer(help="Tokens with which programs call the REST API.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(token, name="token", rich_help_panel=RUN)


@token.command()
def create(
    context: typer.Context,
    *,
    role: Annotated[
        Literal["host", "administrator", "manager"],
        typer.Option(help="host hands records over for every company; the others act for one."),
    ] = "host",
    label: Annotated[str | None, typer.Option(help="Its name in the history; the role's name by default.")] = None,
    company: Annotated[str | None, typer.Option(help="The company of an administrator's or a manager's token.")] = None,
    as_json: Json = False,
) -> None:
    """Make a token; its text is shown this once and kept as a hash only."""
    from trackifi_accounting_adapters.database.access.tokens import Role  # noqa: PLC0415 - SQLModel takes a second

    command = CommandContext.of(context, as_json=as_json)
    tokens = command.container.tokens()
    try:
        made, secret = tokens.create(
            role=Role(role), label=label or role, company=CompanyId(company) if company else None
        )
    except ValueError as error:
        raise typer.BadParameter(f"{error}.") from error
    if as_json:
        output.as_json({"token": made, "text": secret.reveal()})
    else:
        typer.echo(f"Token {made.id}. Copy it now, it is not shown again:", err=True)
        typer.echo(secret.reveal())


@token.command("list")
def list_tokens(context: typer.Context, *, as_json: Json = False) -> None:
    """List the tokens, revoked ones too; their texts are not known here."""
    command = CommandContext.of(context, as_json=as_json)
    every = command.container.tokens().every()
    if as_json:
        output.as_json(every)
        return
    rows = [(one.id, one.label, one.role, one.company or "all", one.created_at, one.revoked_at) for one in every]
    output.table(("Token", "Name", "Role", "Company", "Made", "Revoked"), rows, empty="There is no token.")


@token.command()
def revoke(
    context: typer.Context, token_id: Annotated[str, typer.Argument(help="The token's id, as token list shows it.")]
) -> None:
    """Put a token out of use at once."""
    if not CommandContext.of(context).container.tokens().revoke(token_id):
        raise NotFound(record="token", id=token_id)
    typer.echo(f"Token {token_id} opens nothing any more.")
