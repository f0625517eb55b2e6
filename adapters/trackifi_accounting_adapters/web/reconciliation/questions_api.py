"""Questions that only a person can decide, and their answers: the same for customers' and freelancers' invoices."""

from trackifi_accounting.domain.partners.parties import PartyKind

from trackifi_accounting_adapters.web.deliveries.schemas import DeliveryOut
from trackifi_accounting_adapters.web.http import parameters
from trackifi_accounting_adapters.web.http.access import Installation, Who
from trackifi_accounting_adapters.web.http.answers import BODY, CALL
from trackifi_accounting_adapters.web.http.guard import GuardedRoute
from trackifi_accounting_adapters.web.http.kinds import Kind
from trackifi_accounting_adapters.web.http.operations import Operations
from trackifi_accounting_adapters.web.http.told import Tell
from trackifi_accounting_adapters.web.reconciliation.questions_schemas import AnswerIn, QuestionOut


def operations_of(kind: PartyKind) -> Operations:
    """The operations of one kind."""
    name, said = f"{kind}_invoice", f"a {kind} invoice"
    prefix = f"/companies/{{company}}/integrations/{{provider}}/{kind}-invoices/{{invoice}}"
    operations = Operations(prefix, tags=["Deliveries"], built_as=GuardedRoute)
    ask = operations.get(
        "/question", name=f"get_{name}_question", summary=f"Give the question of {said}", responses=CALL
    )
    answer = operations.post("/answer", name=f"answer_{name}", summary=f"Answer for {said}", responses=CALL | BODY)
    ask(_ask)
    answer(_answer)
    return operations


def _ask(
    *,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    tell: Tell,
) -> QuestionOut:
    """Put the question, with what the provider shows under the number now. 404 when nothing is asked."""
    return QuestionOut.made_of(installation.ask()(company, provider, kind, invoice), tell)


def _answer(
    *,
    body: AnswerIn,
    company: parameters.Company,
    provider: parameters.Provider,
    kind: Kind,
    invoice: parameters.InvoiceKey,
    installation: Installation,
    who: Who,
    tell: Tell,
) -> DeliveryOut:
    """Say what only a person can: it is there; it isn't, send it; it is another invoice of that number; leave it.

    422 `answer_needs_confirmation` says in `reasons` what has to be seen; the same answer with `confirmed`, or with the
    ids in `seen`, is then taken.
    """
    answered = installation.answer()(company, provider, kind, invoice, body.reply(), by=who.actor)
    return DeliveryOut.made_of(answered, tell)
