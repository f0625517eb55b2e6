"""The command ``demo``."""

from pathlib import Path
from typing import Annotated

import typer

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import START, Json, Provider


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(rich_help_panel=START)(demo)


def demo(
    context: typer.Context,
    *,
    provider: Provider = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the REST API; 0 takes a free one.")] = 8000,
    sandbox_port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the provider's sandbox.")] = 8090,
    keep: Annotated[Path | None, typer.Option(file_okay=False, help="Keep the data in this folder.")] = None,
    auto: Annotated[bool, typer.Option("--auto", help="Go the whole way by itself, compare, and end.")] = False,
    stay: Annotated[bool, typer.Option("--stay", help="With --auto: keep it running, until Ctrl-C.")] = False,
    month: Annotated[bool, typer.Option("--month", help="With --auto: a month of edits after it, compared.")] = False,
    as_json: Json = False,
) -> None:
    """See it all work on this machine, with a local provider."""
    command = CommandContext.of(context, as_json=as_json)
    plugin = command.bare.registry()[command.provider(provider)]
    # HTTP client and PDF library: nothing else needs them, so they may be missing.
    from trackifi_accounting_adapters.demo.show import Demonstration  # noqa: PLC0415 - see above

    show = Demonstration(plugin=plugin, port=port, sandbox_port=sandbox_port, folder=keep, as_json=as_json, month=month)
    raise typer.Exit(show.run(auto=auto, stay=stay or not auto))
