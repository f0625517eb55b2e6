"""The command ``procountor-sandbox``."""

import sys
from enum import StrEnum
from importlib.metadata import version
from typing import Annotated

import typer

from procountor_sandbox.server import run_foreground
from procountor_sandbox.state.seed.seed import new_world
from procountor_sandbox.values import data

app = typer.Typer(add_completion=False, no_args_is_help=True, help="A local Procountor for trying and testing.")


class Switch(StrEnum):
    """On or off."""

    ON = "on"
    OFF = "off"


def _show_version(asked: bool) -> None:  # noqa: FBT001 - a callback of the command line
    if asked:
        typer.echo(f"procountor-sandbox {version('procountor-sandbox')}")
        raise typer.Exit


@app.callback()
def _commands(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end.")
    ] = False,
) -> None:
    """A local Procountor for trying and testing; it talks to nobody."""


@app.command()
def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8090,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    api_key: Annotated[str | None, typer.Option(help="API key of the first company; made up when left out.")] = None,
    documents: Annotated[Switch, typer.Option(help="The Documents feature of the first company.")] = Switch.ON,
    partners: Annotated[int, typer.Option(min=0, max=2_000_000, help="Generated business partners to add.")] = 0,
    latency_ms: Annotated[float, typer.Option(min=0, help="Pause before every answer of the API, milliseconds.")] = 0,
) -> None:
    """Serve the API at /api and the pages at /, until Ctrl-C."""
    if api_key is not None and not api_key.strip():
        raise typer.BadParameter("The key is empty.", param_hint="--api-key")
    world = new_world(api_key=api_key, documents=documents is Switch.ON, partners=partners, latency=latency_ms / 1000)
    shown = "as given" if api_key else next(iter(world.keys))
    try:
        run_foreground(world, host=host, port=port, ready=lambda url: _tell(url, shown))
    except OSError as error:
        typer.echo(f"Cannot listen on {host}:{port}: {error.strerror or error}.", err=True)
        raise typer.Exit(1) from None


def _tell(url: str, key: str) -> None:
    typer.echo(
        f"Procountor sandbox ready: {url} (API at /api, pages at /, client {data.CLIENT_ID}, "
        f"secret {data.CLIENT_SECRET}, API key {key})"
    )
    sys.stdout.flush()


def main() -> None:
    """The console script."""
    app()
