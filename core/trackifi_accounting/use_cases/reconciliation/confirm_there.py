"""It is there: a person names the invoice at the provider, and it is read there before it is believed."""

from dataclasses import dataclass, replace
from datetime import datetime

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.evidence import made_by, unlike
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice, RemoteState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import PDF_BY_HAND, Reply, question_of
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import Journal, cents_apart
from trackifi_accounting.use_cases.gate.beside import in_books_of, known_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmThere:
    """A person's answer that it is there: the invoice is read before it is believed.

    Sends nothing. To an invoice that somebody else made, no PDF is ever added: a person does that.
    """

    sessions: Connections
    store: Store
    journal: Journal

    def __call__(self, integration: Integration, delivery: Delivery, reply: Reply, *, by: Actor) -> Delivery:
        """Give the delivery as Sent. Raises: InvoiceRejected, see ``AnswerQuestion``."""
        delivery = in_books_of(integration, delivery)
        with self.sessions.open(integration) as connection:
            invoice = self._read(connection, delivery, (reply.remote or "").strip())
        self._refuse_taken(delivery, invoice)
        known = known_of(integration)
        apart = unlike(delivery, invoice, known=known)
        if apart and not reply.confirmed:
            raise InvoiceRejected("answer_needs_confirmation", reasons=apart, number=delivery.number)
        there = _adopted(delivery, invoice, foreign=not made_by(invoice, known.user), now=self.journal.now())
        return self.journal.answered(there, self._entry(delivery, invoice, apart, by))

    def _read(self, connection: Connection, delivery: Delivery, named: str) -> RemoteInvoice:
        """The invoice that is meant, as the provider gives it now."""
        same_number = connection.accounting.find(InvoiceKey(kind=delivery.kind, number=delivery.number))
        meant = [one.id for one in same_number if named == one.number] or [RemoteInvoiceId(named)]
        payload = delivery.payload or b""
        invoice = connection.accounting.read_back(payload, meant[0]) if named and len(meant) == 1 else None
        if invoice is None:
            raise InvoiceRejected("answer_not_there", number=delivery.number, remote=named)
        fitting = invoice.id in {one.id for one in same_number} or invoice.own_number == delivery.number
        if invoice.kind is not delivery.kind or not fitting:
            raise InvoiceRejected("answer_other_invoice", number=delivery.number, theirs=invoice.own_number or "-")
        if invoice.state is RemoteState.REMOVED:
            raise InvoiceRejected("removed_at_provider", number=delivery.number)
        return invoice.and_found(next((one for one in same_number if one.id == invoice.id), None))

    def _refuse_taken(self, delivery: Delivery, invoice: RemoteInvoice) -> None:
        with self.store.write(delivery.company) as work:
            holder = work.deliveries.of_remote(delivery.provider, [invoice.id]).get(invoice.id)
            held = work.deliveries.held(delivery, [invoice.id])
        if holder and (holder.kind, holder.invoice) != (delivery.kind, delivery.invoice):
            raise InvoiceRejected("answer_taken", number=delivery.number, other=holder.number)
        if held:
            raise InvoiceRejected("held_already", number=delivery.number)

    def _entry(self, delivery: Delivery, invoice: RemoteInvoice, apart: tuple[Problem, ...], by: Actor) -> AuditEntry:
        asked = question_of(delivery)
        facts = {
            "number": delivery.number,
            "provider": delivery.provider,
            "question": asked.code if asked else "",
            "remote": invoice.id,
            "accepted": ", ".join(f"{one.field} {one.facts['ours']}/{one.facts['theirs']}" for one in apart),
        }
        return AuditEntry(at=self.journal.now(), actor=by, action="answer_there", subject=delivery.invoice, facts=facts)


def _adopted(delivery: Delivery, invoice: RemoteInvoice, *, foreign: bool, now: datetime) -> Delivery:
    there = replace(
        delivery,
        state=DeliveryState.SENT,
        remote=invoice.id,
        remote_number=invoice.number,
        remote_state=invoice.state,
        problems=cents_apart(delivery, invoice),
        foreign=foreign,
        told_absent=False,
        left=False,
        tries=0,
    )
    if foreign:
        return _pdf_waits_for_a_person(there, PDF_BY_HAND)
    if delivery.pdf_name is None:
        return _pdf_waits_for_a_person(there, "document_missing")
    if delivery.remote == invoice.id:
        return there
    # It may have its PDF already: looked for before one is added.
    return replace(there, pdf_state=PdfState.CHECKING, pdf_problem=None, due=now)


def _pdf_waits_for_a_person(delivery: Delivery, code: str) -> Delivery:
    problem = Problem(code=code, facts={"number": delivery.number})
    return replace(delivery, pdf_state=PdfState.NEEDS_ATTENTION, pdf_problem=problem, due=None)
