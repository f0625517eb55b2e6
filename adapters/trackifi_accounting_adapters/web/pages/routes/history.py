"""The History tab: who did what."""

from fastapi import Request, Response

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.operations import Operations
from trackifi_accounting_adapters.web.pages.rendering import page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.routes.provider import Provider, integration_of
from trackifi_accounting_adapters.web.pages.views.paging import Paged, start_of
from trackifi_accounting_adapters.web.pages.views.trail import acts
from trackifi_accounting_adapters.web.pages.visitor import Who

ROWS = 50
pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations/{provider}/history", name="page_history")
def history(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of the company's trail, the newest first."""
    start = start_of(request)
    with container.store().begin(who.company) as work:
        found = work.audit.page(limit=ROWS + 1, offset=start)
    return page(
        request,
        "history.html",
        plugin=container.registry()[provider],
        integration=integration_of(container, who, provider),
        tab="history",
        paged=Paged.of(acts(container, who.company, found), start=start, limit=ROWS),
    )
