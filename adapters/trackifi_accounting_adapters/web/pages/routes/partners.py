"""The Business Partners tab: show, search, save."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from trackifi_accounting.domain.matching.suggestions import words
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.partners import PartnerRole
from trackifi_accounting.domain.references import ProviderName

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.pages.flash import onward
from trackifi_accounting_adapters.web.pages.forms import Sent
from trackifi_accounting_adapters.web.pages.rendering import addresses, language_of, page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.routes.provider import Provider, integration_of
from trackifi_accounting_adapters.web.pages.views.linking import Linking
from trackifi_accounting_adapters.web.pages.views.partner_rows import Asked, PartnerRows, Rows, Show
from trackifi_accounting_adapters.web.pages.views.problems import telling
from trackifi_accounting_adapters.web.pages.visitor import Visitor, Who

router = APIRouter(route_class=PageRoute, include_in_schema=False)
MOST_START = 10_000_000
Text = Annotated[str, Query(max_length=200)]
ADDRESS = "/settings/integrations/{provider}/partners"


@router.get(ADDRESS, name="page_partners")
def partners(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of partners."""
    asked = _asked(dict(request.query_params))
    rows = _rows(request, container, who, provider).page(asked)
    if request.query_params.get("accept") == "certain":
        for row in rows.rows:
            row.accepted = bool(row.suggested and row.suggested.suggestion.band == "certain")
    return _shown(request, container, who, provider, asked=asked, rows=rows)


@router.post(ADDRESS)
def save(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Save the page; rows that can't be saved are shown again, each with its reason."""
    who.must("save_links")
    linking = Linking(container, who.company, provider, form)
    reader = _rows(request, container, who, provider)
    asked = _asked({name: form[name] for name in ("role", "show", "text", "start")})
    done = linking.save(reader.named(linking.ids()), by=who.actor)
    if not done.left:
        address = addresses(request)("page_partners", asked.parts(start=asked.start), provider=provider)
        return onward(request, address, "linked" if done.saved else "nothing_changed", links=done.saved)
    left = {row.partner.id: row for row in done.left}
    rows = reader.named(linking.ids())
    for place, row in enumerate(rows.rows):
        if mine := left.get(row.partner.id):
            mine.link, mine.party = row.link, row.party
            rows.rows[place] = mine
    return _shown(
        request, container, who, provider, asked=asked, rows=rows, status=409, saved=done.saved, left=len(left)
    )


@router.get("/settings/integrations/{provider}/parties", name="page_parties")
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
    found = container.host().find_parties(who.company, kind, text=text.strip(), limit=21)
    return page(request, "parts/options.html", options=found[:20], more=len(found) > 20, provider=provider)  # noqa: PLR2004


def _rows(request: Request, container: Container, who: Visitor, provider: ProviderName) -> PartnerRows:
    name = container.registry()[provider].name
    return PartnerRows(container, request.app.state.suggester, who.company, name)


def _asked(given: dict[str, str]) -> Asked:
    """Read the address; what makes no sense is left out."""
    role, show, start = given.get("role", ""), given.get("show", ""), given.get("start", "")
    number = int(start) if start.isascii() and start.isdigit() and len(start) < len(str(MOST_START)) else 0
    return Asked(
        role=PartnerRole(role) if role in set(PartnerRole) else None,
        show=Show(show) if show in set(Show) else Show.ALL,
        text=given.get("text", "").strip()[:200],
        start=number,
    )


def _shown(
    request: Request,
    container: Container,
    who: Visitor,
    provider: ProviderName,
    *,
    asked: Asked,
    rows: Rows,
    status: int = 200,
    saved: int = 0,
    left: int = 0,
) -> Response:
    tell = telling(request, provider)
    reasons = {
        row.partner.id: words(row.suggested.suggestion, language_of(request)) for row in rows.rows if row.suggested
    }
    told = {row.partner.id: tell.every([row.stale, row.conflict]) for row in rows.rows}
    return page(
        request,
        "partners.html",
        status=status,
        plugin=container.registry()[provider],
        integration=integration_of(container, who, provider),
        tab="partners",
        asked=asked,
        rows=rows,
        reasons=reasons,
        told=told,
        saved=saved,
        left=left,
        shows=list(Show),
    )
