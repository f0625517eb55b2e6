"""Preview, send, and retry the PDF: the same operations for customers' and freelancers' invoices."""

from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryOut, PreviewOut
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import CALL, READ
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.kinds import Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    name, said = f"{kind}_invoice", f"a {kind} invoice"
    prefix = f"/companies/{{company}}/integrations/{{provider}}/{kind}-invoices/{{invoice}}"
    operations = Operations(prefix, tags=["Deliveries"], built_as=GuardedRoute)
    preview = operations.post("/preview", name=f"preview_{name}", summary=f"Preview {said}", responses=CALL)
    send = operations.post("/send", name=f"send_{name}", summary=f"Send {said}", responses=CALL)
    retry = operations.post("/pdf/retry", name=f"retry_{name}_pdf", summary=f"Retry the PDF of {said}", responses=CALL)
    get = operations.get(
        "/delivery", name=f"get_{name}_delivery", summary=f"Give the delivery of {said}", responses=READ
    )
    seen = operations.post(
        "/seen", name=f"mark_{name}_seen", summary=f"Mark what differs of {said} as seen", responses=CALL
    )
    preview(_preview)
    send(_send)
    retry(_retry)
    get(_get)
    seen(_seen)
    return operations


def _preview(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    tell: Tell,
) -> PreviewOut:
    """Show what would be sent, and send nothing. Refuses what sending would refuse, with every reason at once."""
    return PreviewOut.made_of(installation.preview()(company, provider, kind, invoice), tell)


def _send(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> DeliveryOut:
    """Send it with its PDF; however often this is called, it is booked once.

    What stopped it is among the delivery's problems. While the state is `checking`, nothing has to be done: the worker
    finds out whether it arrived.
    """
    return DeliveryOut.made_of(installation.send_invoice()(company, provider, kind, invoice, by=who.actor), tell)


def _retry(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> DeliveryOut:
    """Try again to attach the PDF of an invoice that was sent; the invoice itself is never sent again by this."""
    return DeliveryOut.made_of(installation.retry_attachment()(company, provider, kind, invoice, by=who.actor), tell)


def _get(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    tell: Tell,
) -> DeliveryOut:
    """Say how far the sending is."""
    return DeliveryOut.made_of(installation.delivery_lists().one(company, provider, kind, invoice), tell)


def _seen(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> DeliveryOut:
    """Mark as seen what stands differently of a sent invoice: its problems of that sort are told no more.

    Nothing is changed on either side. Should the sums or texts differ anew, that is told again.
    """
    return DeliveryOut.made_of(installation.mark_seen()(company, provider, kind, invoice, by=who.actor), tell)
