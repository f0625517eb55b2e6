"""The commands ``preview``, ``send``, ``retry-pdf``, ``deliveries``, ``seen`` and ``history``."""

from collections.abc import Sequence
from typing import Annotated

import typer
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.queries.deliveries import problems_of, stands

from trackifi_accounting_adapters.cli.console.errors import explain, problems
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import (
    INVOICES,
    Company,
    Invoice,
    Json,
    Kind,
    Limit,
    Offset,
    Provider,
)
from trackifi_accounting_adapters.console import output

COLUMNS = ("Kind", "Invoice", "Number", "State", "Their number", "PDF", "Gross#", "Asked", "Stands")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(rich_help_panel=INVOICES)(preview)
    app.command(rich_help_panel=INVOICES)(send)
    app.command("retry-pdf", rich_help_panel=INVOICES)(retry_pdf)
    app.command(rich_help_panel=INVOICES)(deliveries)
    app.command(rich_help_panel=INVOICES)(seen)
    app.command(rich_help_panel=INVOICES)(history)


def preview(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Show what would be sent, and send nothing."""
    command = CommandContext.of(context, as_json=as_json)
    plan = command.container.preview()(CompanyId(company), command.provider(provider), kind, InvoiceId(invoice))
    if as_json:
        draft = plan.draft
        shown = {"payload": draft.payload, "totals": draft.totals, "warnings": plan.warnings}
        output.as_json(shown | {"treatments": draft.treatments})
        return
    order, totals = plan.order, plan.draft.totals
    output.facts(
        ("Number", order.invoice.number),
        ("To" if kind is PartyKind.CUSTOMER else "From", f"{order.partner.name} ({order.partner.id})"),
        ("Date", order.invoice.issued),
        ("Due", order.invoice.due),
        *((("Credits", f"{order.credited.number} ({order.credited.issued})"),) if order.credited else ()),
        ("Net", f"{totals.net} {totals.currency}"),
        ("VAT", f"{totals.vat} {totals.currency}"),
        *((f"VAT of line {place}", words) for place, words in enumerate(plan.draft.treatments, start=1)),
        ("Gross", f"{totals.gross} {totals.currency}"),
        ("PDF", f"{plan.document.name} ({len(plan.document.content):,} bytes)"),
    )
    problems(command, *plan.warnings)


def send(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Annotated[list[str], typer.Argument(metavar="INVOICE", help="Trackifi's ids of the invoices.")],
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Send invoices with their PDFs.

    Asking again for the same invoice never books it twice.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen, act = command.provider(provider), command.container.send_invoice()
    done: list[Delivery] = []
    failed = False
    for one in invoice:
        try:
            done.append(act(CompanyId(company), chosen, kind, InvoiceId(one), by=command.actor))
        except AccountingError as error:  # the next invoice has nothing to do with it
            failed = True
            explain(command, error)
    _show(command, done)
    if failed or any(delivery.state is DeliveryState.NEEDS_ATTENTION for delivery in done):
        raise typer.Exit(1)


def retry_pdf(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Try again to add the PDF of a sent invoice."""
    command = CommandContext.of(context, as_json=as_json)
    retry = command.container.retry_attachment()
    delivery = retry(CompanyId(company), command.provider(provider), kind, InvoiceId(invoice), by=command.actor)
    _show(command, [delivery])
    if delivery.pdf_state is not PdfState.ATTACHED:
        raise typer.Exit(1)


def deliveries(
    context: typer.Context,
    company: Company,
    *,
    provider: Provider = None,
    kind: Annotated[PartyKind | None, typer.Option(help="Only these.")] = None,
    show: Annotated[DeliveryShow, typer.Option(help="Only what this filter of the pages shows.")] = DeliveryShow.ALL,
    limit: Limit = 50,
    offset: Offset = 0,
    as_json: Json = False,
) -> None:
    """List what was sent, and problems with their fix."""
    command = CommandContext.of(context, as_json=as_json)
    chosen, owner = command.provider(provider), CompanyId(company)
    command.container.host().company(owner)
    lists = command.container.delivery_lists()
    _show(command, lists.page(owner, chosen, kind=kind, show=show, limit=limit, offset=offset))


def seen(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Mark as seen what stands differently of a sent invoice."""
    command = CommandContext.of(context, as_json=as_json)
    act = command.container.mark_seen()
    _show(command, [act(CompanyId(company), command.provider(provider), kind, InvoiceId(invoice), by=command.actor)])


def history(
    context: typer.Context, company: Company, *, limit: Limit = 50, offset: Offset = 0, as_json: Json = False
) -> None:
    """Show who did what with a company's integrations."""
    command = CommandContext.of(context, as_json=as_json)
    owner = CompanyId(company)
    command.container.host().company(owner)
    with command.container.store().read(owner) as work:
        page = work.audit.page(limit=limit, offset=offset)
    if as_json:
        output.as_json(page)
        return
    rows = [
        (entry.at, entry.actor, entry.action, entry.subject, ", ".join(f"{n} {v}" for n, v in entry.facts.items()))
        for entry in page
    ]
    output.table(("When", "Who", "What", "Of", "More"), rows, empty="Nothing has been done yet.")


def _show(command: CommandContext, page: Sequence[Delivery]) -> None:
    if command.as_json:
        output.as_json(page)
    else:
        output.table(COLUMNS, [_row(delivery) for delivery in page], empty="No deliveries.")
    for delivery in page:
        found = problems_of(delivery)
        if found:
            if not command.as_json:
                typer.echo(f"{delivery.kind} invoice {output.told(delivery.number)}:", err=True)
            problems(command, *found)


def _row(delivery: Delivery) -> tuple[object, ...]:
    totals = delivery.totals
    return (
        delivery.kind,
        delivery.invoice,
        delivery.number,
        delivery.state,
        delivery.remote_number,
        delivery.pdf_name if delivery.pdf_state is PdfState.ATTACHED else delivery.pdf_state,
        f"{totals.gross} {totals.currency}" if totals else None,
        delivery.requested_at,
        stands(delivery),
    )
