"""The Invoices tab: what was sent to this provider, or is on its way."""

from collections.abc import Sequence

from fastapi import Request, Response
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId
from trackifi_accounting.queries.deliveries import sent_totals

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.design.paging import Paged, start_of
from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.design.states import shown
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.visitor import Who

ROWS = 50
Place = tuple[PartyKind, InvoiceId]
RECENT = 3
"""Selections that are linked to."""
pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations/{provider}/invoices", name="page_deliveries")
def deliveries(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of deliveries, the newest request first."""
    plugin, start = container.registry()[provider], start_of(request)
    asked = request.query_params.get("show", "")
    show = DeliveryShow(asked) if asked in set(DeliveryShow) else DeliveryShow.ALL
    lists = container.delivery_lists()
    found = lists.page(who.company, plugin.name, show=show, limit=ROWS + 1, offset=start)
    with container.store().read(who.company) as work:
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
        counted=lists.count(who.company, plugin.name).shows,
        now=_records(container, who.company, found),
        batches=container.report_batch().newest(who.company, plugin.name, limit=RECENT),
    )


def _records(container: Container, company: CompanyId, found: Sequence[Delivery]) -> dict[Place, Invoice]:
    """The host's records of these deliveries as they are now, where their sum is another than the one that was sent."""
    now: dict[Place, Invoice] = {}
    for kind in PartyKind:
        of_kind = {one.invoice: one for one in found if one.kind is kind and one.settled}
        records = container.host().some_invoices(company, kind, of_kind) if of_kind else {}
        now |= {(kind, id_): one for id_, one in records.items() if sent_totals(of_kind[id_], one)}
    return now
