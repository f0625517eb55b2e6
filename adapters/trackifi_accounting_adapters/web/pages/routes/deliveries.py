"""The Invoices tab: what was sent to this provider, or is on its way."""

from fastapi import Request, Response
from trackifi_accounting.domain.showing import DeliveryShow

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.operations import Operations
from trackifi_accounting_adapters.web.pages.rendering import page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.routes.provider import Provider, integration_of
from trackifi_accounting_adapters.web.pages.views.paging import Paged, start_of
from trackifi_accounting_adapters.web.pages.views.states import shown
from trackifi_accounting_adapters.web.pages.visitor import Who

ROWS = 50
RECENT = 3
"""Selections that are linked to."""
pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations/{provider}/invoices", name="page_deliveries")
def deliveries(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of deliveries, the newest request first."""
    plugin, start = container.registry()[provider], start_of(request)
    asked = request.query_params.get("show", "")
    show = DeliveryShow(asked) if asked in set(DeliveryShow) else DeliveryShow.ALL
    with container.store().begin(who.company) as work:
        found = work.deliveries.page(plugin.name, show=show, limit=ROWS + 1, offset=start)
        partners = work.partners.ever(plugin.name, [one.partner for one in found if one.partner])
    return page(
        request,
        "deliveries.html",
        plugin=plugin,
        integration=integration_of(container, who, provider),
        tab="invoices",
        paged=Paged.of([(one, shown(one, title=plugin.title)) for one in found], start=start, limit=ROWS),
        partners=partners,
        show=show,
        shows=list(DeliveryShow),
        batches=container.report_batch().newest(who.company, plugin.name, limit=RECENT),
    )
