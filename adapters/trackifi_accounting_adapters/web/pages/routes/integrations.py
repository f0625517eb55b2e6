"""Company Settings > Integrations: a card for each installed provider."""

from fastapi import APIRouter, Request, Response

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.pages.rendering import page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.visitor import Who

router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/settings/integrations", name="page_integrations")
def integrations(request: Request, who: Who, container: Installation) -> Response:
    """Show the cards."""
    survey = container.survey()
    cards = [(name, survey(who.company, name)) for name in container.registry()]
    return page(request, "integrations.html", cards=cards)
