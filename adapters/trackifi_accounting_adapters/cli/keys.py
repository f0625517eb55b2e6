"""The commands ``keys rotate`` and ``keys rewrap``: the keys that encrypt the stored API keys."""

import typer

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import RUN
from trackifi_accounting_adapters.console.signals import CommandStopped

keys = typer.Typer(help="The keys that encrypt the stored API keys.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(keys, name="keys", rich_help_panel=RUN)


@keys.command()
def rotate(context: typer.Context) -> None:
    """Put a new key into the key file; then restart what runs, and rewrap."""
    from trackifi_accounting_adapters.secrets.key_ring import add_key  # noqa: PLC0415 - keeps --help fast

    path = CommandContext.of(context).bare.settings().keys
    if not path.exists():
        raise CommandStopped(f"There is no key file {path}.", todo="It is made when the first API key is stored.")
    try:
        ring = add_key(path)
    except (OSError, ValueError) as error:
        raise CommandStopped(
            f"The key file can't be changed: {error}.", todo="Check the file and its rights."
        ) from error
    typer.echo(f"Key {ring.current.id} is new. Back the key file up: {path}")
    typer.echo("Now restart serve and every worker, then run: trackifi-accounting keys rewrap")


@keys.command()
def rewrap(context: typer.Context) -> None:
    """Put what is stored under the newest key; safe to stop and to repeat."""
    vault = CommandContext.of(context).container.vault()
    typer.echo(f"{vault.rewrap()} stored values are under the newest key now.")
