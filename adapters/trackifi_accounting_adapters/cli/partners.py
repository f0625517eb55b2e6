"""The commands ``partners``, ``suggest`` and ``link``."""

import shlex
from collections.abc import Sequence
from typing import Annotated

import typer
from trackifi_accounting.domain.matching.suggestions import Suggestion, words
from trackifi_accounting.domain.partners.business_partners import KIND_OF, PartnerRole
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery

from trackifi_accounting_adapters.cli.console.errors import problems
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import LINKS, Company, Json, Kind, Limit, Offset, Provider
from trackifi_accounting_adapters.cli.console.progress import watched
from trackifi_accounting_adapters.console import output


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (partners, suggest, link):
        app.command(rich_help_panel=LINKS)(command)


def partners(
    context: typer.Context,
    company: Company,
    *,
    provider: Provider = None,
    role: Annotated[PartnerRole | None, typer.Option(help="Only this register.")] = None,
    show: Annotated[LinkFilter, typer.Option(help="Which partners.")] = LinkFilter.ALL,
    search: Annotated[str, typer.Option(help="Part of a name or business id.")] = "",
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """List imported business partners and their links."""
    command = CommandContext.of(context, as_json=as_json)
    chosen, owner = command.provider(provider), CompanyId(company)
    command.container.host().company(owner)
    query = PartnerQuery(role=role, linked=show, text=search, limit=limit, offset=offset)
    with command.container.store().read(owner) as work:
        page = work.partners.page(chosen, query)
        count = work.partners.count(chosen, query)
        links = work.links.of_partners(chosen, [one.id for one in page])
    if as_json:
        output.as_json({"count": count, "partners": page, "links": links})
        return
    rows = []
    for one in page:
        tie = links.get(one.id)
        state = f"{tie.party} ({tie.stale or KIND_OF[one.role]})" if tie else None
        rows.append((one.id, one.role, one.name, one.business_id, state))
    output.table(("Id", "Register", "Name", "Business id", "Linked to"), rows, empty="No business partners.")
    if count > len(page):
        typer.echo(f"{len(page)} of {count}; see --limit and --offset.")


def suggest(
    context: typer.Context,
    company: Company,
    kind: Kind,
    *,
    provider: Provider = None,
    update: Annotated[bool, typer.Option("--update", help="First match what changed, for the tab, too.")] = False,
    as_json: Json = False,
) -> None:
    """Suggest links, each with its reason; saves no link."""
    command = CommandContext.of(context, as_json=as_json)
    chosen, owner = command.provider(provider), CompanyId(company)
    command.container.host().company(owner)
    if update:
        _update(command, owner, chosen)
    found = list(command.container.suggest_links()(owner, chosen, kind))
    rows = _rows(command, owner, chosen, kind, found)
    if as_json:
        output.as_json(rows)
        return
    columns = ("Partner", "Its name", kind.capitalize(), "Name", "How sure", "Why")
    output.table(columns, (tuple(row.values()) for row in rows), empty="Nothing to suggest.")
    if found:
        line = ["trackifi-accounting", "link", company, kind, *_best_pairs(found)]
        line += ["--provider", provider] if provider else []
        typer.echo(f"\nTo save them, after a look: {shlex.join(line)}")


def _rows(
    command: CommandContext, company: CompanyId, provider: ProviderName, kind: PartyKind, found: Sequence[Suggestion]
) -> list[dict[str, object]]:
    host = command.container.host()
    with command.container.store().read(company) as work:
        known = work.partners.get(provider, [PartnerId(one.left_id) for one in found])
    return [
        {
            "partner": one.left_id,
            "partner_name": known[PartnerId(one.left_id)].name,
            "party": one.right_id,
            "party_name": host.party(company, kind, PartyId(one.right_id)).name,
            "band": one.band,
            "reason": words(one, command.language),
        }
        for one in found
    ]


def _best_pairs(found: Sequence[Suggestion]) -> list[str]:
    """Each customer or freelancer once, with the partner that fits best."""
    best: dict[str, str] = {}
    for one in sorted(found, key=lambda each: (each.band, -each.score)):
        best.setdefault(one.right_id, one.left_id)
    return [f"{partner}={party}" for party, partner in best.items()]


def _update(command: CommandContext, company: CompanyId, provider: ProviderName) -> None:
    with watched(quiet=command.as_json) as progress:
        updated = command.container.update_suggestions()(company, provider, progress=progress)
    said = f"Partners matched: {updated.partners}." if updated else "They are being matched at this moment."
    typer.echo(said, err=True)


def link(
    context: typer.Context,
    company: Company,
    kind: Kind,
    pairs: Annotated[
        list[str], typer.Argument(metavar="PARTNER=ID", help="Such as 1001=CUSTOMER-7; 1001= takes a link away.")
    ],
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Link partners to customers or freelancers."""
    command = CommandContext.of(context, as_json=as_json)
    chosen = command.provider(provider)
    choices = tuple(_choice(pair, kind) for pair in pairs)
    done = command.container.save_links()(CompanyId(company), chosen, choices, by=command.actor)
    if as_json:
        output.as_json(done)
    else:
        typer.echo(f"{len(done.saved)} saved.")
    for conflict in done.conflicts:
        facts = {
            "party": conflict.choice.party or "",
            "partner": conflict.choice.partner,
            "id": conflict.choice.partner,
        }
        problems(command, Problem(code=conflict.code, facts=facts))
    if done.conflicts:
        raise typer.Exit(1)


def _choice(pair: str, kind: PartyKind) -> LinkChoice:
    partner, separator, party = pair.partition("=")
    if not partner or not separator:
        raise typer.BadParameter(f"{pair!r} is not PARTNER=ID.", param_hint="PARTNER=ID")
    return LinkChoice(partner=PartnerId(partner), kind=kind, party=PartyId(party) if party else None)
