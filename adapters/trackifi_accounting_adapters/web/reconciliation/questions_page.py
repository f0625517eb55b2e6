"""What only a person can decide about an invoice: the question with all that helps, and the answers."""

from fastapi import Request, Response
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply, needs_reason
from trackifi_accounting.domain.values.references import InvoiceId, ProviderName, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.activation.provider_page import Provider
from trackifi_accounting_adapters.web.deliveries.sending_page import InvoiceKey
from trackifi_accounting_adapters.web.design.paths import Kind
from trackifi_accounting_adapters.web.design.problem_view import telling
from trackifi_accounting_adapters.web.design.rendering import addresses, page
from trackifi_accounting_adapters.web.design.route import PageRoute, status_of
from trackifi_accounting_adapters.web.http.access import Installation
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.sessions.flash import onward
from trackifi_accounting_adapters.web.sessions.forms import Form, Sent
from trackifi_accounting_adapters.web.sessions.visitor import Visitor, Who

pages = Operations(built_as=PageRoute)
ADDRESS = "/{kind}-invoices/{invoice}/{provider}/question"


@pages.get(ADDRESS, name="page_question")
def question(
    *, request: Request, kind: Kind, invoice: InvoiceKey, provider: Provider, who: Who, container: Installation
) -> Response:
    """Show the question, and what a look at the provider shows at this moment."""
    return _asked(request, container, who, (provider, kind, invoice))


@pages.post(ADDRESS)
def answer(
    *,
    request: Request,
    kind: Kind,
    invoice: InvoiceKey,
    provider: Provider,
    form: Sent,
    who: Who,
    container: Installation,
) -> Response:
    """Take the answer; what speaks against it is shown, and the question asked again."""
    who.must(f"send_{kind}_invoice")
    reply = _reply(form)
    if reply is None:
        return _asked(request, container, who, (provider, kind, invoice), unconfirmed=True)
    try:
        done = container.answer()(who.company, provider, kind, invoice, reply, by=who.actor)
    except InvoiceRejected as error:
        return _asked(request, container, who, (provider, kind, invoice), error=error)
    address = addresses(request)("page_delivery", kind=kind, invoice=invoice, provider=provider)
    return onward(request, address, f"answered_{reply.answer}", number=done.number)


def _reply(form: Form) -> Reply | None:
    """The answer; None when *It isn't, send it* was not confirmed."""
    given = form["answer"]
    chosen = Answer(given) if given in set(Answer) else Answer.LEAVE
    confirmed = form["confirmed"] == "yes"
    if chosen is Answer.SEND and not confirmed:
        return None
    seen = frozenset(RemoteInvoiceId(one) for one in form.every("seen"))
    return Reply(answer=chosen, remote=form["remote"] or None, confirmed=confirmed, seen=seen, reason=form["reason"])


def _asked(
    request: Request,
    container: Container,
    who: Visitor,
    key: tuple[ProviderName, PartyKind, InvoiceId],
    *,
    error: InvoiceRejected | None = None,
    unconfirmed: bool = False,
) -> Response:
    provider, kind, invoice = key
    asked = container.ask()(who.company, provider, kind, invoice)
    tell = telling(request, provider, invoice=(kind, invoice))
    needed = Problem(code="answer_needs_confirmation", facts={"number": asked.number})
    reasons = error.reasons if error else ((needed,) if unconfirmed else ())
    return page(
        request,
        "question.html",
        status=status_of(error) if error else (422 if unconfirmed else 200),
        area=kind.value,
        kind=kind,
        invoice=invoice,
        plugin=container.registry()[provider],
        asked=asked,
        question=tell(asked.problem),
        look=tell(asked.look),
        found=[(one, tell.every(one.differences)) for one in asked.found],
        reasoned=needs_reason(asked.delivery),
        trouble=tell.every([asked.trouble]),
        problems=tell.every(reasons),
        confirming=bool(error) or any(one.differences for one in asked.found),
    )
