"""Invoices that are sent together: begin, watch, stop, go on, try again what failed."""

from typing import Annotated

from fastapi import Path, Request, Response
from fastapi.responses import RedirectResponse
from starlette.background import BackgroundTask
from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import BatchId, InvoiceId, ProviderName
from trackifi_accounting.use_cases.batches.report_batch import BatchReport

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.provider_page import Provider
from trackifi_accounting_adapters.web.batches.rows import afterwards, at_once
from trackifi_accounting_adapters.web.design.paging import Paged, start_of
from trackifi_accounting_adapters.web.design.paths import Kind
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute
from trackifi_accounting_adapters.web.design.states import shown
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.values import ID_PATTERN
from trackifi_accounting_adapters.web.invoices.list import ROWS, InvoiceListQuery, InvoicePages, InvoiceShow
from trackifi_accounting_adapters.web.invoices.rows import InvoiceRows
from trackifi_accounting_adapters.web.sessions.flash import SEE_OTHER
from trackifi_accounting_adapters.web.sessions.forms import Form, Sent
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)
BatchKey = Annotated[BatchId, Path(pattern=ID_PATTERN)]
HERE = "/{kind}-invoices/batches/{provider}/{batch}"
GROUPS = {
    "attention": {RowState.NEEDS_ATTENTION},
    "moving": {RowState.WAITING, RowState.SENDING, RowState.CHECKING},
    "held": {RowState.HELD},
    "sent": {RowState.SENT},
    "already": {RowState.ALREADY_THERE},
    "excluded": {RowState.EXCLUDED},
}


@pages.post("/{kind}-invoices/send", name="page_send_selected")
def send_selected(*, request: Request, kind: Kind, form: Sent, who: Who, container: Installation) -> Response:
    """Ask for a selection, begin with it, and lead to its report."""
    who.must(f"send_{kind}_invoice")
    plugin = container.registry()[ProviderName(form["provider"])]
    ids = _selected(container, who, plugin.name, kind, form)
    if not ids:
        return RedirectResponse(addresses(request)("page_invoices", kind=kind), SEE_OTHER)
    asked = container.send_many()(who.company, plugin.name, kind, ids, by=who.actor)
    return _onward(request, container, who, (plugin.name, kind, asked.batch.id))


@pages.get(HERE, name="page_batch")
def batch_page(
    *, request: Request, kind: Kind, provider: Provider, batch: BatchKey, who: Who, container: Installation
) -> Response:
    """Show how each stands now; the page may be left and opened again."""
    group = request.query_params.get("show", "")
    wanted = GROUPS.get(group) or frozenset(RowState)
    start = start_of(request)
    limit = ROWS + 1
    report = container.report_batch()(
        who.company, container.registry()[provider].name, batch, standing=wanted, limit=limit, offset=start
    )
    known = {one.invoice.id: one for one in InvoiceRows(container, who.company).of(kind, _ids(report))}
    title = container.registry()[provider].title
    rows = []
    for one in report.rows[:ROWS]:
        tell = telling(request, provider, invoice=(kind, one.row.invoice))
        rows.append((one, known.get(one.row.invoice), shown(one.delivery, title=title), tell.every(one.problems)))
    return page(
        request,
        "batch.html",
        area=kind.value,
        kind=kind,
        plugin=container.registry()[provider],
        report=report,
        groups=_counted(report),
        group=group if group in GROUPS else "",
        paged=Paged.of([*rows, *([None] if len(report.rows) > ROWS else [])], start=start, limit=ROWS),
        held_up=telling(request, provider).every([report.problem]),
    )


@pages.get(f"{HERE}/progress", name="page_batch_progress")
def progress(
    *, request: Request, kind: Kind, provider: Provider, batch: BatchKey, who: Who, container: Installation
) -> Response:
    """Say how far it is, for the script."""
    plugin = container.registry()[provider]
    report = container.report_batch()(who.company, plugin.name, batch, limit=1)
    return page(request, "parts/batch.html", kind=kind, plugin=plugin, report=report, groups=_counted(report))


@pages.post(f"{HERE}/stop", name="page_stop_batch")
def stop(
    *, request: Request, kind: Kind, provider: Provider, batch: BatchKey, who: Who, container: Installation
) -> Response:
    """Begin none of its invoices any more."""
    who.must(f"send_{kind}_invoice")
    container.stop_batch()(who.company, provider, batch, by=who.actor)
    return RedirectResponse(addresses(request)("page_batch", kind=kind, provider=provider, batch=batch), SEE_OTHER)


@pages.post(f"{HERE}/resume", name="page_resume_batch")
def resume(
    *, request: Request, kind: Kind, provider: Provider, batch: BatchKey, who: Who, container: Installation
) -> Response:
    """Let it go on."""
    who.must(f"send_{kind}_invoice")
    container.resume_batch()(who.company, provider, batch, by=who.actor)
    return _onward(request, container, who, (provider, kind, batch))


@pages.post(f"{HERE}/retry", name="page_retry_batch")
def retry(
    *, request: Request, kind: Kind, provider: Provider, batch: BatchKey, who: Who, container: Installation
) -> Response:
    """Try again what failed, and nothing else of it."""
    who.must(f"send_{kind}_invoice")
    container.retry_failed()(who.company, provider, batch, by=who.actor)
    return _onward(request, container, who, (provider, kind, batch))


def _onward(
    request: Request, container: Container, who: Visitor, key: tuple[ProviderName, PartyKind, BatchId]
) -> Response:
    provider, kind, batch = key
    at_once(container, who.company)
    address = addresses(request)("page_batch", kind=kind, provider=provider, batch=batch)
    response = RedirectResponse(address, SEE_OTHER)
    response.background = BackgroundTask(afterwards, container, who.company)
    return response


def _selected(
    container: Container, who: Visitor, provider: ProviderName, kind: PartyKind, form: Form
) -> list[InvoiceId]:
    if form["every"] == "yes":
        asked = InvoiceListQuery(show=InvoiceShow.SENDABLE, provider=provider, text=form["text"], start=0)
        return InvoicePages(container, who.company, kind).every(asked)
    return [InvoiceId(one) for one in dict.fromkeys(form.every("invoice"))][:ROWS]


def _ids(report: BatchReport) -> list[InvoiceId]:
    return [one.row.invoice for one in report.rows]


def _counted(report: BatchReport) -> dict[str, int]:
    return {name: sum(report.counts.by_standing.get(one, 0) for one in some) for name, some in GROUPS.items()}
