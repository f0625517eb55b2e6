"""One invoice on its way to one provider: preview, send, its history, its PDF."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.list_filters import CAN_BE_SEEN
from trackifi_accounting.domain.reconciliation.questions import answers_to
from trackifi_accounting.domain.values.references import InvoiceId, ProviderName
from trackifi_accounting.errors import AccountingError, NotFound
from trackifi_accounting.queries.deliveries import sent_totals
from trackifi_accounting.use_cases.deliveries.journal import reasons_of
from trackifi_accounting.use_cases.gate.plan import Plan

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.provider_page import Provider, integration_of
from trackifi_accounting_adapters.web.deliveries.history import HistoryAct, acts, of_invoice
from trackifi_accounting_adapters.web.design.paths import Kind
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.design.states import shown
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.values import ID_PATTERN
from trackifi_accounting_adapters.web.invoices.credits import credits_of
from trackifi_accounting_adapters.web.sessions.flash import SEE_OTHER, onward
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)
InvoiceKey = Annotated[InvoiceId, Path(pattern=ID_PATTERN)]
RECENT = 500
"""Entries of the trail that are searched for an invoice's own."""


@pages.get("/{kind}-invoices/{invoice}/{provider}", name="page_delivery")
def delivery_page(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Show the preview of an invoice that was not sent, else how its sending stands."""
    plugin, host = container.registry()[provider], container.host()
    found = host.invoice(who.company, kind, invoice)
    delivery = _delivery(container, who, plugin.name, kind, invoice)
    plan, reasons = _plan(container, who, plugin.name, found.kind, invoice) if _sendable(delivery) else (None, ())
    problems: Sequence[Problem] = delivery.told if delivery else reasons
    tell = telling(request, provider, invoice=(kind, invoice))
    return page(
        request,
        "delivery.html",
        area=kind.value,
        kind=kind,
        invoice=found,
        key=found.id,
        party=host.party(who.company, kind, found.party),
        plugin=plugin,
        integration=integration_of(container, who, provider),
        delivery=delivery,
        state=shown(delivery, title=plugin.title),
        plan=plan,
        problems=tell.every(problems),
        in_the_way=tell.every(one for one in reasons if one not in problems),
        warnings=tell.every(plan.warnings) if plan else [],
        trail=_trail(container, who, invoice),
        answers=answers_to(delivery) if delivery else (),
        sent=sent_totals(delivery, found),
        seeable=bool(delivery and delivery.settled and CAN_BE_SEEN & {one.code for one in delivery.told}),
        seen=tell.every(delivery.told_no_more) if delivery else [],
        tried=list(reversed(delivery.tried)) if delivery else [],
        credits=credits_of(host, who.company, found),
    )


@pages.get("/{kind}-invoices/{invoice}/{provider}/state", name="page_delivery_state")
def state(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Say where it is now, for the script."""
    plugin = container.registry()[provider]
    now = shown(_delivery(container, who, plugin.name, kind, invoice), title=plugin.title)
    return page(request, "parts/delivery.html", kind=kind, key=invoice, plugin=plugin, state=now)


@pages.post("/{kind}-invoices/{invoice}/{provider}")
def send(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Send it; however often the button is pressed, it is booked once."""
    who.must(f"send_{kind}_invoice")
    before = _delivery(container, who, provider, kind, invoice)
    done = container.send_invoice()(who.company, provider, kind, invoice, by=who.actor)
    address = addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider)
    if done.state is not DeliveryState.SENT:
        return RedirectResponse(address, SEE_OTHER)
    return onward(request, address, "already_there" if before and before.settled else "sent")


@pages.post("/{kind}-invoices/{invoice}/{provider}/seen", name="page_mark_seen")
def mark_seen(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Take down that somebody has seen what stands differently."""
    who.must(f"mark_{kind}_invoice_seen")
    container.mark_seen()(who.company, provider, kind, invoice, by=who.actor)
    address = addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider)
    return onward(request, address, "seen")


@pages.post("/{kind}-invoices/{invoice}/{provider}/pdf", name="page_retry_pdf")
def retry_pdf(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Try again to attach the PDF, and nothing else."""
    who.must(f"retry_{kind}_invoice_pdf")
    container.retry_attachment()(who.company, provider, kind, invoice, by=who.actor)
    return RedirectResponse(
        addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider), SEE_OTHER
    )


def _sendable(delivery: Delivery | None) -> bool:
    if delivery is None:
        return True
    return delivery.state in {DeliveryState.NEEDS_ATTENTION, DeliveryState.READY} and not answers_to(delivery)


def _delivery(
    container: Container, who: Visitor, provider: ProviderName, kind: PartyKind, invoice: InvoiceId
) -> Delivery | None:
    with container.store().read(who.company) as work:
        return work.deliveries.get(provider, kind, invoice)


def _plan(
    container: Container, who: Visitor, provider: ProviderName, kind: PartyKind, invoice: InvoiceId
) -> tuple[Plan | None, tuple[Problem, ...]]:
    """What would be sent, or why nothing can be."""
    try:
        return container.preview()(who.company, provider, kind, invoice), ()
    except NotFound:
        raise
    except AccountingError as error:
        return None, reasons_of(error)


def _trail(container: Container, who: Visitor, invoice: InvoiceId) -> list[HistoryAct]:
    with container.store().read(who.company) as work:
        found = of_invoice(work.audit.page(limit=RECENT), invoice)
    return acts(container, who.company, found)
