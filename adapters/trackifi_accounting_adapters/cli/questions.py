"""The commands ``question`` and ``answer``: what only a person can decide."""

from typing import Annotated

import typer
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.makers import in_words, maker
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.use_cases.reconciliation.ask import Found, Question

from trackifi_accounting_adapters.cli.console.errors import problems
from trackifi_accounting_adapters.cli.console.installation import CommandContext
from trackifi_accounting_adapters.cli.console.options import INVOICES, Company, Invoice, Json, Kind, Provider
from trackifi_accounting_adapters.console import output

COLUMNS = ("Id", "Number", "State", "Made by", "Partner", "Gross#", "Differs in")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(rich_help_panel=INVOICES)(question)
    app.command(rich_help_panel=INVOICES)(answer)


def question(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    *,
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Show the question about an invoice, and what the provider has of its number."""
    command = CommandContext.of(context, as_json=as_json)
    asked = command.container.ask()(CompanyId(company), command.provider(provider), kind, InvoiceId(invoice))
    if as_json:
        output.as_json(asked)
        return
    _show(command, asked)


def answer(
    context: typer.Context,
    company: Company,
    kind: Kind,
    invoice: Invoice,
    given: Annotated[Answer, typer.Argument(metavar="ANSWER", help="there, send, another, leave or reopen.")],
    *,
    remote: Annotated[str | None, typer.Option(help="With there: its number at the provider, or its id.")] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="With there: though it differs as shown.")] = False,
    seen: Annotated[
        list[str] | None, typer.Option(help="With send: id of one that is there and is another invoice.")
    ] = None,
    reason: Annotated[str, typer.Option(help="Why; needed with send for an invoice that was removed there.")] = "",
    provider: Provider = None,
    as_json: Json = False,
) -> None:
    """Answer what only a person can decide.

    there: it is at the provider (--remote). send: it isn't, send it. another: it is another invoice of that number.
    leave: leave it open. reopen: take it up again.
    """
    command = CommandContext.of(context, as_json=as_json)
    shown = frozenset(RemoteInvoiceId(one) for one in seen or ())
    reply = Reply(answer=given, remote=remote, confirmed=confirm, seen=shown, reason=reason)
    act, chosen = command.container.answer(), command.provider(provider)
    done = act(CompanyId(company), chosen, kind, InvoiceId(invoice), reply, by=command.actor)
    if as_json:
        output.as_json(done)
    else:
        typer.echo(f"Invoice {output.told(done.number)}: {output.told(done.state)}.")
        problems(command, *done.problems, *((done.pdf_problem,) if done.pdf_problem else ()))
    if done.state is DeliveryState.NEEDS_ATTENTION and not done.left:
        raise typer.Exit(1)


def _show(command: CommandContext, asked: Question) -> None:
    problems(command, asked.problem, asked.look, *((asked.trouble,) if asked.trouble else ()))
    if Answer.ANOTHER not in asked.answers:
        user = asked.user
        rows = [_row(one, user) for one in asked.found]
        output.table(COLUMNS, rows, empty="The provider shows none under this number.")
    typer.echo(f"Answers: {', '.join(asked.answers)}")


def _row(found: Found, user: RemoteUserId | None) -> tuple[object, ...]:
    invoice, totals = found.invoice, found.invoice.totals
    differs = ", ".join(one.field or "" for one in found.differences)
    gross = f"{totals.gross} {totals.currency}" if totals else None
    said = "said to be another one" if found.set_aside else differs or "nothing"
    made_by = in_words(maker(invoice.created_by, user=user), language="en")
    return (invoice.id, invoice.number, invoice.state, made_by, invoice.partner, gross, said)
