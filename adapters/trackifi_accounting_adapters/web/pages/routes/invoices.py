"""Customer invoices and Freelancer invoices of the host, and the report on a selection that was sent."""

from fastapi import APIRouter, Request, Response
from trackifi_accounting.domain.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import InvoiceId, ProviderName

from trackifi_accounting_adapters.web.access import Installation
from trackifi_accounting_adapters.web.pages.rendering import page
from trackifi_accounting_adapters.web.pages.route import PageRoute
from trackifi_accounting_adapters.web.pages.views.invoice_rows import InvoiceRows
from trackifi_accounting_adapters.web.pages.views.problems import telling
from trackifi_accounting_adapters.web.pages.visitor import Who

ROWS = 50
router = APIRouter(route_class=PageRoute, include_in_schema=False)


@router.get("/{kind}-invoices", name="page_invoices")
def invoices(*, request: Request, kind: PartyKind, who: Who, container: Installation) -> Response:
    """Show a page of the list."""
    after = request.query_params.get("after", "")
    reader = InvoiceRows(container, who.company)
    rows = reader.page(kind, limit=ROWS + 1, after=InvoiceId(after) if after else None)
    following = rows[ROWS - 1].invoice.id if len(rows) > ROWS else None
    return page(
        request,
        "invoices.html",
        area=kind.value,
        kind=kind,
        rows=rows[:ROWS],
        plugins=reader.plugins(),
        following=following,
        first=not after,
    )


@router.get("/{kind}-invoices/report", name="page_report")
def report(*, request: Request, kind: PartyKind, who: Who, container: Installation) -> Response:
    """Say how each of a selection stands now; the page may be left and opened again."""
    plugin = container.registry()[ProviderName(request.query_params.get("provider", ""))]
    ids = [InvoiceId(one) for one in dict.fromkeys(request.query_params.getlist("invoice"))][:ROWS]
    before = set(request.query_params.getlist("before"))
    groups: dict[str, list[object]] = {"sent": [], "already": [], "attention": [], "moving": []}
    for row in InvoiceRows(container, who.company).of(kind, ids):
        way = next((one for one in row.ways if one.plugin.name == plugin.name), None)
        delivery = way.delivery if way else None
        tell = telling(request, plugin.name, invoice=(kind, row.invoice.id))
        problems = tell.every([*delivery.problems, delivery.pdf_problem]) if delivery else []
        groups[_group(delivery, already=row.invoice.id in before)].append((row, way, problems))
    return page(request, "report.html", area=kind.value, kind=kind, plugin=plugin, groups=groups)


def _group(delivery: Delivery | None, *, already: bool) -> str:
    if delivery is None or delivery.state is DeliveryState.NEEDS_ATTENTION:
        return "attention"
    if delivery.state is DeliveryState.SENT:
        return "already" if already else "sent"
    return "moving" if delivery.due else "attention"
