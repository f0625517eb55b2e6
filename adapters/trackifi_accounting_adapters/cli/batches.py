"""The commands ``send-many``, ``batch``, ``exclude`` and ``take-back``."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated

import typer
from trackifi_accounting.domain.batches.batches import RequestOutcome, RowState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import BatchId, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.use_cases.batches.report_batch import BatchReport
from trackifi_accounting.use_cases.batches.send_many import SentMany
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step

from trackifi_accounting_adapters.cli.console.errors import problems
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
from trackifi_accounting_adapters.cli.console.progress import watched
from trackifi_accounting_adapters.console import output
from trackifi_accounting_adapters.console.signals import CommandStopped

PAGE = 500  # invoices read at a time
PAUSE = 1.0  # seconds between two looks while nothing is due
ATTENTION = frozenset({RowState.NEEDS_ATTENTION})

Batch = Annotated[str, typer.Argument(metavar="BATCH", help="The batch's id.", show_default=False)]
Wait = Annotated[
    bool, typer.Option("--wait", help="Send here and now, and show how far it is; Ctrl-C leaves it to the worker.")
]


class BatchAct(StrEnum):
    """What is done with a batch."""

    REPORT = "report"
    STOP = "stop"
    RESUME = "resume"
    RETRY = "retry"


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("send-many", rich_help_panel=INVOICES)(send_many)
    app.command(rich_help_panel=INVOICES)(batch)
    app.command(rich_help_panel=INVOICES)(exclude)
    app.command("take-back", rich_help_panel=INVOICES)(take_back)


def send_many(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Annotated[
        list[str] | None, typer.Argument(metavar="INVOICE", help="Trackifi's ids of the invoices.")
    ] = None,
    *,
    all_ready: Annotated[
        bool, typer.Option("--all-ready", help="All that can be sent and were not asked for yet.")
    ] = False,
    batch_id: Annotated[
        str | None, typer.Option("--id", help="The batch's id; the same again is the same batch.")
    ] = None,
    wait: Wait = False,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Ask for many invoices to be sent with their PDFs.

    The worker sends them. Asking again for the same invoices never books one twice.
    """
    command = CommandContext.of(context, as_json=as_json)
    chosen, owner = command.provider(provider), CompanyId(company)
    ids = [InvoiceId(one) for one in invoice or ()]
    if all_ready:
        ids += _ready(command, owner, chosen, kind)
    if not ids:
        raise CommandStopped("There is no invoice to send.", todo="Name invoices, or add --all-ready.")
    given = BatchId(batch_id) if batch_id else None
    with watched(quiet=as_json) as progress:
        sent = command.container.send_many()(owner, chosen, kind, ids, by=command.actor, batch=given, progress=progress)
        if wait:
            _wait(command, sent, progress)
    _show(command, sent if not wait else None, _report(command, owner, chosen, sent.batch.id))


def batch(
    context: typer.Context,
    company: Company,
    batch_id: Batch,
    act: Annotated[BatchAct, typer.Argument(help="Report, stop, resume, or try again what failed.")] = BatchAct.REPORT,
    *,
    wait: Wait = False,
    limit: Limit = 50,
    offset: Offset = 0,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Show how far a batch is; stop it, resume it, or try again what failed."""
    command = CommandContext.of(context, as_json=as_json)
    chosen, owner, key = command.provider(provider), CompanyId(company), BatchId(batch_id)
    box = command.container
    sent = None
    if act is BatchAct.STOP:
        box.stop_batch()(owner, chosen, key, by=command.actor)
    elif act is BatchAct.RESUME:
        box.resume_batch()(owner, chosen, key, by=command.actor)
    elif act is BatchAct.RETRY:
        sent = box.retry_failed()(owner, chosen, key, by=command.actor)
    if wait:
        found = box.report_batch()(owner, chosen, key, limit=0).batch
        with watched(quiet=as_json) as progress:
            _wait(command, SentMany(batch=found, rows=()), progress)
    _show(command, sent, _report(command, owner, chosen, key, limit=limit, offset=offset))


def exclude(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    reason: Annotated[str, typer.Option(help="Why it is not to be sent.", show_default=False)],
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Let nobody send an invoice, until that is taken back."""
    command = CommandContext.of(context, as_json=as_json)
    act, chosen = command.container.exclude(), command.provider(provider)
    done = act(CompanyId(company), chosen, kind, InvoiceId(invoice), reason=reason, by=command.actor)
    if as_json:
        output.as_json(done)
    else:
        word = done.exclusion
        output.facts(("Invoice", done.number), ("State", done.state), ("Reason", word.reason if word else None))


def take_back(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Take an exclusion back; the invoice is sent if that had been asked for."""
    command = CommandContext.of(context, as_json=as_json)
    act, chosen = command.container.take_back(), command.provider(provider)
    back = act(CompanyId(company), chosen, kind, InvoiceId(invoice), by=command.actor)
    if as_json:
        output.as_json(back)
    else:
        output.facts(("Invoice", invoice), ("State", back.state if back else "not sent"))


def _ready(command: CommandContext, company: CompanyId, provider: ProviderName, kind: PartyKind) -> list[InvoiceId]:
    """Sendable invoices without a delivery."""
    found: list[InvoiceId] = []
    for page in _pages(command, company, kind):
        with command.container.store().read(company) as work:
            found += [one for one in page if work.deliveries.get(provider, kind, one) is None]
    return found


def _pages(command: CommandContext, company: CompanyId, kind: PartyKind) -> Iterator[Sequence[InvoiceId]]:
    host = command.container.host()
    host.company(company)
    last: InvoiceId | None = None
    while page := host.invoices(company, kind, limit=PAGE, after=last):
        last = page[-1].id
        yield [one.id for one in page if one.sendable]


def _wait(command: CommandContext, sent: SentMany, progress: Progress) -> None:
    """Move deliveries here until nothing of the batch moves by itself; a worker beside does no harm."""
    box, batch = command.container, sent.batch
    while True:
        counts = box.report_batch()(batch.company, batch.provider, batch.id, limit=0).counts
        progress(Step(what="invoices", done=counts.settled, total=counts.total))
        if not counts.moving:
            return
        if not box.deliver_due()(batch.company):
            box.clock().sleep(PAUSE)


def _report(
    command: CommandContext,
    company: CompanyId,
    provider: ProviderName,
    batch: BatchId,
    *,
    limit: int = 50,
    offset: int = 0,
) -> BatchReport:
    report = command.container.report_batch()
    return report(company, provider, batch, standing=ATTENTION, limit=limit, offset=offset)


def _show(command: CommandContext, sent: SentMany | None, report: BatchReport) -> None:
    """The figures, and what needs attention; exit code 1 when something does."""
    counts = report.counts
    if command.as_json:
        output.as_json({"batch": report.batch, "counts": counts, "rows": sent.rows if sent else report.rows})
    else:
        standing = [(one.value.replace("_", " ").capitalize(), counts.by_standing.get(one) or None) for one in RowState]
        stopped = f"by {report.batch.stopped_by}" if report.batch.stopped_by else None
        done = f"{counts.settled} of {counts.total}"
        output.facts(
            ("Batch", report.batch.id), ("Stopped", stopped), ("Done", done), *standing, ("With PDF", counts.with_pdf)
        )
    refused = [row for row in sent.rows if row.outcome is RequestOutcome.REFUSED] if sent else []
    told: list[tuple[InvoiceId, Sequence[Problem]]] = [(row.row.invoice, row.problems) for row in report.rows]
    for invoice, found in told:
        if not command.as_json:
            typer.echo(f"Invoice {output.told(invoice)}:", err=True)
        problems(command, *found)
    if report.problem:
        problems(command, report.problem)
    if refused or told or report.problem:
        raise typer.Exit(1)
