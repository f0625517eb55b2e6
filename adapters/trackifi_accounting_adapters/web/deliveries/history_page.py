"""The History tab: who did what."""

from fastapi import Request, Response

from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.deliveries.history import acts
from trackifi_accounting_adapters.web.design.paging import Paged, start_of
from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.visitor import Who

ROWS = 50
pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations/{provider}/history", name="page_history")
def history(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of the company's trail, the newest first."""
    start = start_of(request)
    with container.store().read(who.company) as work:
        found = work.audit.page(limit=ROWS + 1, offset=start)
    return page(
        request,
        "history.html",
        plugin=container.registry()[provider],
        integration=integration_of(container, who, provider),
        tab="history",
        paged=Paged.of(acts(container, who.company, found), start=start, limit=ROWS),
    )
