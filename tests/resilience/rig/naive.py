"""The sending that this project exists to replace: whatever got no answer is sent again. It shows that the rig bites."""

from dataclasses import replace

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.host import Host
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.deliveries.look_up import LookUpResult
from trackifi_accounting.use_cases.gate.gate import Gate
from trackifi_accounting.use_cases.gate.plan import Plan
from trackifi_accounting.use_cases.gate.refusal import refusal


class NaiveAdvance:
    """Notes what is done once it is done, and starts over when anything went wrong before that."""

    def __init__(self, *, host: Host, journal: Journal, gate: Gate) -> None:
        self._host = host
        self._journal = journal
        self._gate = gate

    def __call__(
        self,
        books: OpenIntegration,
        delivery: Delivery,
        *,
        looked: LookUpResult | None = None,
        invoice: Invoice | None = None,
    ) -> Delivery:
        del looked
        if delivery.settled:
            return delivery
        try:
            invoice = invoice or self._host.invoice(delivery.company, delivery.kind, delivery.invoice)
            verdict = self._gate(books, invoice, find=lambda _: ())
            if verdict.plan is None:
                raise refusal(verdict.reasons, number=delivery.number)
            return self._send(books.connection, delivery, verdict.plan)
        except AccountingError:
            return self._journal.write(replace(delivery, due=self._journal.now()))

    def _send(self, connection: Connection, delivery: Delivery, plan: Plan) -> Delivery:
        remote = connection.accounting.create(plan.draft, fence=open_fence)
        connection.documents.attach(plan.document, to=remote, fence=open_fence)
        sent = replace(delivery, state=DeliveryState.SENT, partner=plan.order.partner.id, remote=remote.id, due=None)
        return self._journal.write(
            replace(
                sent,
                payload=plan.draft.payload,
                totals=plan.draft.totals,
                pdf_name=plan.document.name,
                pdf_digest=plan.document.digest,
                pdf_state=PdfState.ATTACHED,
            )
        )
