"""The command ``default-product``."""

from typing import Annotated

import typer
from trackifi_accounting.domain.values.references import CompanyId, ProductId

from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import SETUP, Company, Json, Kind, Provider
from trackifi_accounting_adapters.console import output


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("default-product", rich_help_panel=SETUP)(default_product)


def default_product(
    context: typer.Context,
    company: Company,
    kind: Kind,
    product: Annotated[
        str | None, typer.Argument(metavar="PRODUCT", help="The provider's id of the product; none without it.")
    ] = None,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Choose the product of invoice lines that name none.

    Customers' and freelancers' invoices have one each; without PRODUCT there is none any more.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    wanted = ProductId(product) if product else None
    integration = command.container.choose_product()(CompanyId(company), chosen, wanted, by=command.actor, kind=kind)
    if as_json:
        output.as_json({"default_products": integration.default_products})
    else:
        typer.echo(f"Lines of {kind} invoices that name no product: {wanted or 'none'}.")
