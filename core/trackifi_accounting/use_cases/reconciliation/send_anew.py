"""It isn't there, send it: a person's word replaces the proof, once; looking first stays."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.evidence import EvidenceContext, Ours, judge, read
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.questions import Reply, question_of
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.makers import maker
from trackifi_accounting.domain.values.references import Actor, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.attempts import Attempts
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.gate.beside import known_about


@dataclass(frozen=True, slots=True, kw_only=True)
class SendAnew:
    """A person's answer that it isn't there: the delivery is ready for one more attempt, in the ordinary way.

    A removed invoice of the number no longer stands in the way. One that is there does, unless the person has seen it
    and says that it is another one.
    """

    sessions: Connections
    store: Store
    journal: Journal
    attempts: Attempts

    def __call__(self, integration: Integration, delivery: Delivery, reply: Reply, *, by: Actor) -> Delivery:
        """Give the delivery as Checking, or as Ready. Raises: InvoiceRejected (``answer_needs_confirmation``)."""
        with self.sessions.open(integration) as connection:
            found = connection.accounting.find(delivery.key)
            known = known_about(self.store, self.attempts, integration, delivery, found)
            if not delivery.settled and _is_there(connection, delivery, judge(delivery, found, known=known), known):
                found = ()  # it is there after all: the next look takes it
        seen = reply.seen - {delivery.remote}  # what we sent is there again: no person can say that it is another
        unseen = [one for one in found if _stands(delivery, one) and one.id not in seen]
        if unseen:
            reasons = tuple(_stands_there(one, known.user) for one in unseen)
            raise InvoiceRejected("answer_needs_confirmation", reasons=reasons, number=delivery.number)
        aside = dict.fromkeys([*delivery.set_aside, *(one.id for one in found)])
        again = _again(delivery, tuple(aside), now=self.journal.now())
        return self.journal.answered(again, self._entry(delivery, found, reply, by))

    def _entry(self, delivery: Delivery, found: Sequence[RemoteInvoice], reply: Reply, by: Actor) -> AuditEntry:
        asked = question_of(delivery)
        facts = {
            "number": delivery.number,
            "provider": delivery.provider,
            "question": asked.code if asked else "",
            "attempts": str(delivery.attempts),
            "found": ", ".join(f"{one.id} {one.state}" for one in found),
            **({"reason": reply.reason} if reply.reason else {}),
        }
        return AuditEntry(at=self.journal.now(), actor=by, action="answer_send", subject=delivery.invoice, facts=facts)


def _is_there(connection: Connection, delivery: Delivery, verdict: object, known: EvidenceContext) -> bool:
    """Whether the next look will take what was found for this delivery's invoice."""
    if not isinstance(verdict, Ours):
        return False
    whole = connection.accounting.read_back(delivery.payload or b"", verdict.invoice.id)
    return isinstance(read(delivery, whole and whole.and_found(verdict.invoice), known=known), Ours)


def _stands(delivery: Delivery, invoice: RemoteInvoice) -> bool:
    return invoice.state is not RemoteState.REMOVED and invoice.id not in delivery.set_aside


def _stands_there(invoice: RemoteInvoice, user: RemoteUserId | None) -> Problem:
    gross = f"{invoice.totals.gross} {invoice.totals.currency}" if invoice.totals else "?"
    facts = {"number": invoice.own_number, "id": invoice.id, "by": maker(invoice.created_by, user=user), "sum": gross}
    return Problem(code="stands_there", facts=facts)


def _again(delivery: Delivery, aside: tuple[RemoteInvoiceId, ...], *, now: datetime) -> Delivery:
    """After a doubtful attempt the same bytes, on the person's word; otherwise the invoice as it is by now."""
    doubted = delivery.doubtful > 0 and not delivery.settled
    if delivery.remote:
        aside = tuple(dict.fromkeys([*aside, delivery.remote]))
    fresh = replace(
        delivery,
        state=DeliveryState.CHECKING if doubted else DeliveryState.READY,
        set_aside=aside,
        told_absent=doubted,
        doubtful=0,
        clean_looks=(),
        problems=(),
        left=False,
        tries=0,
        due=now,
        batch=None,  # somebody asked for this one alone: it doesn't wait for a batch that is stopped
    )
    return fresh if doubted else _unsent(fresh)


def _unsent(delivery: Delivery) -> Delivery:
    return replace(
        delivery,
        remote=None,
        remote_company=None,
        remote_number=None,
        remote_state=None,
        sent_at=None,
        not_after=None,
        foreign=False,
        pdf_state=PdfState.NONE,
        pdf_sent_at=None,
        pdf_problem=None,
    )
