"""The commands ``company put`` and ``company show``."""

from typing import Annotated

import typer
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.partners.parties import Address
from trackifi_accounting.domain.partners.parties import Company as CompanyRecord
from trackifi_accounting.domain.values.references import CompanyId, ProviderName

from trackifi_accounting_adapters.cli.console.errors import problems
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import SETUP, Company, Json
from trackifi_accounting_adapters.console import output

company = typer.Typer(help="Put a company, or show how it stands.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(company, name="company", rich_help_panel=SETUP)


@company.command()
def put(
    context: typer.Context,
    company_id: Company,
    *,
    name: Annotated[str, typer.Option(help="Its name.", show_default=False)],
    business_id: Annotated[str | None, typer.Option(help="Its business id.")] = None,
    vat_number: Annotated[str | None, typer.Option(help="Its VAT number.")] = None,
    iban: Annotated[str | None, typer.Option(help="The account its customers pay to.")] = None,
    street: Annotated[str | None, typer.Option(help="Street and number.")] = None,
    postcode: Annotated[str | None, typer.Option(help="Postcode.")] = None,
    city: Annotated[str | None, typer.Option(help="City.")] = None,
    country: Annotated[str, typer.Option(help="Country, two letters.")] = "FI",
    currency: Annotated[str, typer.Option(help="Its own currency, three letters.")] = "EUR",
) -> None:
    """Keep a company, in place of an earlier one of its id.

    Trackifi does this through the REST API.
    """
    record = CompanyRecord(
        id=CompanyId(company_id),
        name=name,
        business_id=business_id,
        vat_number=vat_number,
        address=Address(street=street, postcode=postcode, city=city, country=country.upper()),
        currency=currency.upper(),
        iban=iban,
    )
    CommandContext.of(context).container.hand_over().company(record)
    typer.echo(f"Company {company_id} is kept.")


@company.command()
def show(context: typer.Context, company_id: Company, *, as_json: Json = False) -> None:
    """Show a company and its integrations."""
    command = CommandContext.of(context, as_json=as_json)
    record = command.container.host().company(CompanyId(company_id))
    with command.container.store().read(record.id) as work:
        found = [work.integrations.get(ProviderName(name)) for name in command.bare.registry()]
    integrations = [one for one in found if one]
    if as_json:
        output.as_json({"company": record, "integrations": integrations})
        return
    output.facts(("Company", record.id), ("Name", record.name), ("Business id", record.business_id))
    for integration in integrations:
        typer.echo()
        describe(command, integration)


def describe(command: CommandContext, integration: Integration) -> None:
    """Tell how an integration stands."""
    remote, access = integration.remote, integration.access
    documents = {True: "on", False: "off: PDFs wait", None: "not known"}[access.documents if access else None]
    output.facts(
        ("Provider", command.bare.registry()[integration.provider].title),
        ("State", integration.state),
        ("Connected to", f"{remote.name} ({remote.business_id or remote.id})" if remote else None),
        ("Key", integration.key_fingerprint),
        ("Key entered", integration.key_updated_at),
        ("Missing rights", ", ".join(sorted(access.missing)) if access else None),
        ("Documents", documents),
        ("Last sync", integration.synced_at),
    )
    if integration.problem:
        command.concerned = integration.provider
        problems(command, integration.problem)
