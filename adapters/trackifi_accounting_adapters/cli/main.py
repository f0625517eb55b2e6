"""The command ``trackifi-accounting``."""

import gc
import sys
from importlib.util import find_spec
from typing import Annotated, Literal

import typer

from trackifi_accounting_adapters.cli import (
    batches,
    companies,
    demo,
    doctor,
    drift,
    integrations,
    invoices,
    keys,
    partners,
    plugins,
    products,
    questions,
    refresh,
    tokens,
)
from trackifi_accounting_adapters.cli.console.errors import Explaining, defect, missing
from trackifi_accounting_adapters.cli.console.extras import installed_version
from trackifi_accounting_adapters.cli.console.installation import CommandContext, Compose, composed
from trackifi_accounting_adapters.cli.console.options import LINKS
from trackifi_accounting_adapters.cli.processes import commands

GARBAGE = 200_000
"""New objects between two looks for garbage. A start makes that many and throws none away: looking would be in vain."""

HELP = "Accounting integrations for Trackifi: business partners come in, invoices with their PDFs go out."
EXAMPLES = """
Examples, with company C-1:

trackifi-accounting demo  [dim]see it all work on this machine[/dim]

trackifi-accounting activate C-1 < key.txt  [dim]the key is never an argument[/dim]

trackifi-accounting link C-1 customer 1001=CUSTOMER-7  [dim]partner 1001 is our customer[/dim]

trackifi-accounting send C-1 customer INVOICE-42  [dim]with its PDF, once[/dim]

Exit codes: 0 done, 1 a problem that standard error explains, 2 a mistyped command.
"""


def application(*, compose: Compose = composed) -> typer.Typer:
    """The command line; ``compose`` makes the installation that it works on."""
    app = typer.Typer(
        cls=Explaining,
        help=HELP,
        epilog=EXAMPLES,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def prepare(
        context: typer.Context,
        language: Annotated[
            Literal["en", "fi"] | None, typer.Option(help="Language of explanations; else the setting's.")
        ] = None,
        _version: Annotated[  # noqa: FBT002 - a flag of the command line
            bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and end.")
        ] = False,
    ) -> None:
        context.obj = command = CommandContext(compose=compose, language=language)
        context.call_on_close(command.close)

    _register(app)
    return app


def _show_version(asked: bool) -> None:  # noqa: FBT001 - a callback of the command line
    if asked:
        typer.echo(f"trackifi-accounting {installed_version()}")
        raise typer.Exit


def _register(app: typer.Typer) -> None:
    for part in (
        demo,
        plugins,
        commands,
        companies,
        integrations,
        doctor,
        partners,
        products,
        invoices,
        batches,
        questions,
        refresh,
        drift,
        tokens,
        keys,
    ):
        part.register(app)
    if find_spec("trackifi_accounting_adapters.cli.match"):
        from trackifi_accounting_adapters.cli import match  # noqa: PLC0415 - only where it is installed

        match.register(app)
        app.registered_commands[-1].rich_help_panel = LINKS


def main() -> None:
    """The console script."""
    gc.set_threshold(GARBAGE)
    try:
        application()()
    except ModuleNotFoundError as error:
        missing(error)
        sys.exit(1)
    # The last line before the person at the keyboard: a defect, too, is told calmly.
    except Exception as error:  # noqa: BLE001
        defect(error)
        sys.exit(1)
