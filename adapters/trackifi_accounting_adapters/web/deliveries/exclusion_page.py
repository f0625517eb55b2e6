"""An invoice that is not to be sent: excluded with a reason, and taken back."""

from fastapi import Request, Response

from trackifi_accounting_adapters.web.activation.provider_page import Provider
from trackifi_accounting_adapters.web.deliveries.sending_page import InvoiceKey
from trackifi_accounting_adapters.web.design.paths import Kind
from trackifi_accounting_adapters.web.design.rendering import addresses
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.flash import onward
from trackifi_accounting_adapters.web.sessions.forms import Sent
from trackifi_accounting_adapters.web.sessions.visitor import Who

pages = Operations(built_as=PageRoute)


@pages.post("/{kind}-invoices/{invoice}/{provider}/exclude", name="page_exclude")
def exclude(
    *,
    request: Request,
    kind: Kind,
    invoice: InvoiceKey,
    provider: Provider,
    form: Sent,
    who: Who,
    container: Installation,
) -> Response:
    """Keep it from being sent."""
    who.must(f"send_{kind}_invoice")
    container.exclude()(who.company, provider, kind, invoice, reason=form["reason"], by=who.actor)
    address = addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider)
    return onward(request, address, "excluded")


@pages.post("/{kind}-invoices/{invoice}/{provider}/take-back", name="page_take_back")
def take_back(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """It may be sent again."""
    who.must(f"send_{kind}_invoice")
    container.take_back()(who.company, provider, kind, invoice, by=who.actor)
    address = addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider)
    return onward(request, address, "taken_back")
