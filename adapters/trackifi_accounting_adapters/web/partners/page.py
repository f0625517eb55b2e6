"""The Business Partners tab: show, search, save, reject a suggestion."""

from typing import Annotated

from fastapi import Query, Request, Response
from trackifi_accounting.domain.matching.suggestions import words
from trackifi_accounting.domain.partners.business_partners import PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.ports.repositories.partners import LinkFilter

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import addresses, language_of, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.matching.progress import preparing
from trackifi_accounting_adapters.web.partners.linking import NOTHING_LEFT, Linking, Outcome
from trackifi_accounting_adapters.web.partners.rows import PartnerListQuery, PartnerRows, Rows
from trackifi_accounting_adapters.web.sessions.flash import onward
from trackifi_accounting_adapters.web.sessions.forms import Form, Sent
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)
MOST_START = 10_000_000
OPTIONS = 20
Text = Annotated[str, Query(max_length=200)]
ADDRESS = "/settings/integrations/{provider}/partners"


@pages.get(ADDRESS, name="page_partners")
def partners(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of partners."""
    asked = _asked(dict(request.query_params))
    rows = _reader(container, who, provider).page(asked)
    return _shown(request, container, who, provider, asked=asked, rows=rows)


@pages.post(ADDRESS)
def save(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Save the page; rows that can't be saved are shown again, each with its reason."""
    if form["reject"]:
        return _reject(request, provider, form, who, container)
    who.must("save_links")
    linking, asked = Linking(container, who.company, provider, form), _asked_again(form)
    reader = _reader(container, who, provider)
    done = linking.save(reader.named(linking.ids()), by=who.actor)
    if not done.left:
        address = addresses(request)("page_partners", asked.parts(start=asked.start), provider=provider)
        return onward(request, address, "linked" if done.saved else "nothing_changed", links=done.saved)
    left, rows = {row.partner.id: row for row in done.left}, reader.named(linking.ids())
    for place, row in enumerate(rows):
        if mine := left.get(row.partner.id):
            mine.link, mine.party = row.link, row.party
            rows[place] = mine
    return _shown(request, container, who, provider, asked=asked, rows=Rows(rows=rows), outcome=done)


@pages.get("/settings/integrations/{provider}/parties", name="page_parties")
def parties(
    *,
    request: Request,
    provider: Provider,
    who: Who,
    container: Installation,
    kind: PartyKind = PartyKind.CUSTOMER,
    text: Text = "",
) -> Response:
    """Give the options of the dropdown, for the script."""
    found = container.host().find_parties(who.company, kind, text=text.strip(), limit=OPTIONS + 1)
    return page(request, "parts/options.html", options=found[:OPTIONS], more=len(found) > OPTIONS, provider=provider)


@pages.get("/settings/integrations/{provider}/matching", name="page_matching")
def matching(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Say how far the suggestions are, for the script."""
    plugin = container.registry()[provider]
    return page(request, "parts/matching.html", preparing=preparing(container, who.company, plugin.name), plugin=plugin)


def _reject(request: Request, provider: ProviderName, form: Form, who: Visitor, container: Container) -> Response:
    """Never suggest that pair again; the rest of the page stays as it was left."""
    who.must("reject_suggestion")
    linking = Linking(container, who.company, provider, form)
    rows = _reader(container, who, provider).named(linking.ids())
    linking.reject(rows, by=who.actor)
    return _shown(request, container, who, provider, asked=_asked_again(form), rows=Rows(rows=rows))


def _reader(container: Container, who: Visitor, provider: ProviderName) -> PartnerRows:
    return PartnerRows(container, who.company, container.registry()[provider].name)


def _asked(given: dict[str, str]) -> PartnerListQuery:
    """Read the address; what makes no sense is left out."""
    role, show, start = given.get("role", ""), given.get("show", ""), given.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < len(str(MOST_START)) else 0
    return PartnerListQuery(
        role=PartnerRole(role) if role in set(PartnerRole) else None,
        show=LinkFilter(show) if show in set(LinkFilter) else LinkFilter.ALL,
        text=given.get("text", "").strip()[:200],
        start=number,
    )


def _asked_again(form: Form) -> PartnerListQuery:
    return _asked({name: form[name] for name in ("role", "show", "text", "start")})


def _shown(
    request: Request,
    container: Container,
    who: Visitor,
    provider: ProviderName,
    *,
    asked: PartnerListQuery,
    rows: Rows,
    outcome: Outcome = NOTHING_LEFT,
) -> Response:
    tell, language = telling(request, provider), language_of(request)
    plugin = container.registry()[provider]
    return page(
        request,
        "partners.html",
        status=409 if outcome.left else 200,
        plugin=plugin,
        integration=integration_of(container, who, provider),
        tab="partners",
        asked=asked,
        rows=rows,
        reasons={row.partner.id: words(row.suggested.suggestion, language) for row in rows.rows if row.suggested},
        told={row.partner.id: tell.every([row.stale, row.conflict]) for row in rows.rows},
        preparing=preparing(container, who.company, plugin.name),
        outcome=outcome,
        shows=list(LinkFilter),
    )
