"""Arguments and options that several commands share."""

from typing import Annotated

import typer
from trackifi_accounting.domain.partners.parties import PartyKind

START = "Start here"
RUN = "Run"
SETUP = "Set up an integration"
LINKS = "Business partners"
INVOICES = "Invoices"
"""Groups of the command list."""

Company = Annotated[str, typer.Argument(metavar="COMPANY", help="Trackifi's id of the company.", show_default=False)]
Kind = Annotated[PartyKind, typer.Argument(help="Whose invoice or partner it is.", show_default=False)]
Invoice = Annotated[str, typer.Argument(metavar="INVOICE", help="Trackifi's id of the invoice.", show_default=False)]
Provider = Annotated[
    str | None,
    typer.Option("--provider", "-p", metavar="NAME", help="The accounting provider; needed if several are installed."),
]
ProviderArgument = Annotated[
    str | None,
    typer.Argument(metavar="PROVIDER", help="The accounting provider; needed if several are installed."),
]
Json = Annotated[bool, typer.Option("--json", help="Answer in JSON, for scripts.")]
Limit = Annotated[int, typer.Option(min=1, max=10_000, help="At most so many rows.")]
Offset = Annotated[int, typer.Option(min=0, help="Skip so many rows.")]
