"""The Products tab: what was imported, and the default products of invoice lines."""

from fastapi import Request, Response
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import ProductId
from trackifi_accounting.use_cases.gate.defaults import defaults_of

from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.design.paging import Paged, start_of
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.flash import onward
from trackifi_accounting_adapters.web.sessions.forms import Sent
from trackifi_accounting_adapters.web.sessions.visitor import Who

ROWS = 100
pages = Operations(built_as=PageRoute)


@pages.get("/settings/integrations/{provider}/products", name="page_products")
def products(*, request: Request, provider: Provider, who: Who, container: Installation) -> Response:
    """Show a page of products."""
    integration, start = integration_of(container, who, provider), start_of(request)
    with container.store().read(who.company) as work:
        found = work.products.page(integration.provider, limit=ROWS + 1, offset=start)
        chosen = defaults_of(integration, work.products)
        defaults = work.products.ever(integration.provider, chosen.values())
    return page(
        request,
        "products.html",
        plugin=container.registry()[provider],
        integration=integration,
        tab="products",
        paged=Paged.of(found, start=start, limit=ROWS),
        defaults={kind: defaults[one] for kind, one in chosen.items() if one in defaults},
    )


@pages.post("/settings/integrations/{provider}/products")
def choose(*, request: Request, provider: Provider, form: Sent, who: Who, container: Installation) -> Response:
    """Choose the default product, or take the choice back."""
    who.must("set_default_product")
    product = ProductId(form["product"]) if form["product"] else None
    kind = PartyKind(form["kind"]) if form["kind"] in set(PartyKind) else None
    container.choose_product()(who.company, provider, product, by=who.actor, kind=kind)
    address = addresses(request)("page_products", provider=provider)
    return onward(request, address, "product_chosen" if product else "product_removed")
