"""Ask: put a question that only a person can decide, with all that helps to decide it."""

from dataclasses import dataclass
from datetime import date

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.evidence import EvidenceContext, unlike
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import OF_ANOTHER_YEAR, Answer, answers_to, question_of
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, InvoiceNumber, ProviderName, RemoteUserId
from trackifi_accounting.errors import AccountingError, NotFound
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.gate.beside import known_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An invoice of the number at the provider. ``differences`` is () when it is clearly ours.

    ``set_aside``: a person has said before that it is not this one.
    """

    invoice: RemoteInvoice
    differences: tuple[Problem, ...]
    set_aside: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question about one delivery. ``totals`` are what was sent, or what the invoice says now.

    ``look`` tells how to look in the provider. ``found`` is what a look there shows at this moment; when it could not
    be made, ``trouble`` says why and ``found`` is (). ``user`` is the user of the company's key.
    """

    delivery: Delivery
    problem: Problem
    answers: tuple[Answer, ...]
    number: InvoiceNumber
    party: str
    issued: date
    totals: Totals
    look: Problem
    found: tuple[Found, ...]
    trouble: Problem | None = None
    user: RemoteUserId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """The question that a delivery puts to a person, with all that helps to decide it; it only reads."""

    sessions: Connections
    host: Host
    store: Store

    def __call__(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Question:
        """Raises: NotFound when nothing is asked about this invoice; NotActivated."""
        integration = self.sessions.integration(company, provider)
        delivery = self._delivery(company, provider, kind, invoice)
        problem = question_of(delivery)
        if problem is None:
            raise NotFound(record="question", id=invoice)
        ours = self.host.invoice(company, kind, invoice)
        party, totals = self.host.party(company, kind, ours.party).name, delivery.totals or ours.computed_totals
        here_only = problem.code == OF_ANOTHER_YEAR
        found, trouble = ((), None) if here_only else self._found(integration, delivery)
        return Question(
            delivery=delivery,
            problem=problem,
            answers=answers_to(delivery),
            number=delivery.number,
            party=party,
            issued=ours.issued,
            totals=totals,
            look=_how_to_look(delivery, party=party, issued=ours.issued, totals=totals),
            found=found,
            trouble=trouble,
            user=known_of(integration).user,
        )

    def _delivery(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery:
        with self.store.read(company) as work:
            delivery = work.deliveries.get(provider, kind, invoice)
        if delivery is None:
            raise NotFound(record="delivery", id=invoice)
        return delivery

    def _found(self, integration: Integration, delivery: Delivery) -> tuple[tuple[Found, ...], Problem | None]:
        try:
            with self.sessions.open(integration) as connection:
                there = [_whole(connection, delivery, one) for one in connection.accounting.find(delivery.key)]
        except AccountingError as error:
            return (), error.problem
        return tuple(found_of(delivery, one, known_of(integration)) for one in there), None


def found_of(delivery: Delivery, invoice: RemoteInvoice, known: EvidenceContext) -> Found:
    """Compare an invoice at the provider with the delivery."""
    return Found(
        invoice=invoice,
        differences=unlike(delivery, invoice, known=known),
        set_aside=invoice.id in delivery.set_aside,
    )


def _whole(connection: Connection, delivery: Delivery, invoice: RemoteInvoice) -> RemoteInvoice:
    """The invoice compared with what was frozen; as it was found, when nothing was frozen or it is gone by now."""
    if delivery.payload is None or invoice.state is RemoteState.REMOVED:
        return invoice
    whole = connection.accounting.read_back(delivery.payload, invoice.id)
    return whole.and_found(invoice) if whole else invoice


def _how_to_look(delivery: Delivery, *, party: str, issued: date, totals: Totals) -> Problem:
    facts = {
        "number": delivery.number,
        "party": party,
        "date": issued.isoformat(),
        "sum": f"{totals.gross} {totals.currency}",
        "kinds": delivery.kind.value,
    }
    return Problem(code="look_there", facts=facts)
