"""Customer invoices and Freelancer invoices of the host, a page at a time."""

from fastapi import Request, Response
from trackifi_accounting.domain.values.references import ProviderName

from trackifi_accounting_adapters.web.design.paging import start_of
from trackifi_accounting_adapters.web.design.paths import Kind
from trackifi_accounting_adapters.web.design.problem_view import Panel, telling
from trackifi_accounting_adapters.web.design.rendering import page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.invoices.list import InvoiceListQuery, InvoicePages, InvoiceShow
from trackifi_accounting_adapters.web.invoices.rows import InvoiceRows, InvoiceWithWays
from trackifi_accounting_adapters.web.sessions.visitor import Who

LONGEST = 200
pages = Operations(built_as=PageRoute)


@pages.get("/{kind}-invoices", name="page_invoices")
def invoices(*, request: Request, kind: Kind, who: Who, container: Installation) -> Response:
    """Show a page of the list."""
    reader = InvoiceRows(container, who.company)
    plugins = reader.plugins()
    asked = _asked(request, [plugin.name for plugin in plugins])
    listed = InvoicePages(container, who.company, kind).page(asked)
    rows = reader.beside(listed.invoices)
    return page(
        request,
        "invoices.html",
        area=kind.value,
        kind=kind,
        asked=asked,
        rows=rows,
        told={row.invoice.id: _told(request, row) for row in rows},
        plugins=plugins,
        following=listed.following,
        shows=list(InvoiceShow),
    )


def _asked(request: Request, providers: list[ProviderName]) -> InvoiceListQuery:
    """Read the address; what makes no sense is left out, and a filter looks at the first provider by default."""
    given = request.query_params
    show, provider = given.get("show", ""), given.get("provider", "")
    first = providers[0] if providers else None
    return InvoiceListQuery(
        show=InvoiceShow(show) if show in set(InvoiceShow) else InvoiceShow.ALL,
        provider=ProviderName(provider) if provider in providers else first,
        text=given.get("text", "").strip()[:LONGEST],
        start=start_of(request),
    )


def _told(request: Request, row: InvoiceWithWays) -> list[Panel]:
    tell = [(telling(request, way.plugin.name, invoice=(row.invoice.kind, row.invoice.id)), way) for way in row.ways]
    return [panel for one, way in tell for panel in one.every(way.problems)]
