"""Company Settings > Integrations: a card for each installed provider."""

from fastapi import Request, Response

from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.visitor import Who

pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations", name="page_integrations")
def integrations(request: Request, who: Who, container: Installation) -> Response:
    """Show the cards."""
    survey = container.survey()
    cards = [(name, survey(who.company, name)) for name in container.registry()]
    return page(request, "integrations.html", cards=cards)
