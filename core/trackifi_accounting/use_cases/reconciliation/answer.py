"""Answer a question: it is there; it isn't, send it; it is another one of that number; leave it."""

from dataclasses import replace

from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.questions import (
    LONGEST_REASON,
    Answer,
    Reply,
    answers_to,
    needs_reason,
    question_of,
)
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.reconciliation.another_invoice import AnotherInvoice
from trackifi_accounting.use_cases.reconciliation.confirm_there import ConfirmThere
from trackifi_accounting.use_cases.reconciliation.send_anew import SendAnew


class AnswerQuestion:
    """The one way in for a person's answer; each is kept in the trail with who, when and what was shown."""

    def __init__(
        self,
        *,
        sessions: Connections,
        store: Store,
        journal: Journal,
        confirm_there: ConfirmThere,
        send_anew: SendAnew,
        another: AnotherInvoice,
        send: SendInvoice,
    ) -> None:
        self._sessions = sessions
        self._store = store
        self._journal = journal
        self._acts: dict[Answer, ConfirmThere | SendAnew | AnotherInvoice] = {
            Answer.THERE: confirm_there,
            Answer.SEND: send_anew,
            Answer.ANOTHER: another,
        }
        self._send = send

    def __call__(
        self,
        company: CompanyId,
        provider: ProviderName,
        kind: PartyKind,
        invoice: InvoiceId,
        reply: Reply,
        *,
        by: Actor,
    ) -> Delivery:
        """Give the delivery as it stands afterwards.

        Raises:
            NotActivated, NotFound: there is no such delivery, or no connection to look with.
            InvoiceRejected: ``answer_not_possible`` now; ``answer_reason_unfit`` where a removed one is to be sent
                again, and the reason is empty or too long; ``answer_not_there``, ``answer_other_invoice``,
                ``answer_taken`` or ``held_already`` for the invoice that was named; ``answer_needs_confirmation``,
                whose reasons say what has to be seen before the same answer is given again.
            DeliveryInProgress: somebody else has moved it meanwhile.
        """
        delivery = self._delivery(company, provider, kind, invoice)
        if reply.answer not in answers_to(delivery):
            raise InvoiceRejected("answer_not_possible", number=delivery.number)
        if reply.answer in {Answer.LEAVE, Answer.REOPEN}:
            return self._leave(delivery, reply.answer, by=by)
        integration = self._sessions.integration(company, provider)
        reply = _with_reason(delivery, reply)
        return self._send.go_on(integration, self._acts[reply.answer](integration, delivery, reply, by=by))

    def _leave(self, delivery: Delivery, answer: Answer, *, by: Actor) -> Delivery:
        asked = question_of(delivery)
        facts = {"number": delivery.number, "provider": delivery.provider, "question": asked.code if asked else "pdf"}
        entry = AuditEntry(
            at=self._journal.now(), actor=by, action=f"answer_{answer}", subject=delivery.invoice, facts=facts
        )
        if asked is None:  # the PDF that a person was to add
            return self._journal.answered(replace(delivery, pdf_state=PdfState.NONE, pdf_problem=None), entry)
        return self._journal.answered(replace(delivery, left=answer is Answer.LEAVE), entry)

    def _delivery(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery:
        with self._store.read(company) as work:
            delivery = work.deliveries.get(provider, kind, invoice)
        if delivery is None:
            raise NotFound(record="delivery", id=invoice)
        return delivery


def _with_reason(delivery: Delivery, reply: Reply) -> Reply:
    reason = " ".join(reply.reason.split())
    needed = reply.answer is Answer.SEND and needs_reason(delivery)
    if len(reason) > LONGEST_REASON or (needed and not reason):
        raise InvoiceRejected("answer_reason_unfit", number=delivery.number, limit=LONGEST_REASON)
    return replace(reply, reason=reason)
