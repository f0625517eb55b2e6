"""Send an invoice: "Create invoice" on a customer's or a freelancer's invoice."""

from dataclasses import dataclass, replace
from typing import Any

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.batches.batches import RequestOutcome
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import DeliveryInProgress, InvoiceRejected
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.advance import Advance
from trackifi_accounting.use_cases.deliveries.journal import KEY_TROUBLE, Journal
from trackifi_accounting.use_cases.invoices.ask_for import ask_for


@dataclass(frozen=True, slots=True, kw_only=True)
class SendInvoice:
    """The sending of one invoice: "Create invoice". Twice, in two tabs or after a restart, it is the same delivery."""

    sessions: Connections
    host: Host
    store: Store
    clock: Clock
    advance: Advance
    journal: Journal

    def __call__(
        self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId, *, by: Actor
    ) -> Delivery:
        """Give the delivery as it stands afterwards; whatever stopped it is among its problems.

        Raises:
            NotActivated, UnknownProvider: nothing can be sent.
            NotFound: the company has no such invoice.
            InvoiceRejected: it is excluded, or its batch is stopped.
        """
        integration = self.sessions.integration(company, provider)
        asked = self.host.invoice(company, kind, invoice)
        return self.go_on(integration, self._request(integration, asked, by=by), invoice=asked)

    def go_on(self, integration: Integration, delivery: Delivery, *, invoice: Invoice | None = None) -> Delivery:
        """Move it on; another worker's turn is not interrupted. ``invoice`` is the delivery's if it was just read."""
        try:
            with self.sessions.opened(integration) as books:
                return self.advance(books, delivery, invoice=invoice)
        except DeliveryInProgress:
            return self._stored(delivery)
        except KEY_TROUBLE as error:
            stored = self._stored(delivery)
            if stored.problems or stored.pdf_problem:
                return stored
            return self.journal.write(replace(stored, problems=(error.problem,), due=None))

    def _request(self, integration: Integration, invoice: Invoice, *, by: Actor) -> Delivery:
        now = self.clock.now()
        with self.store.write(integration.company) as work:
            asked = ask_for(work, integration.provider, integration.company, invoice, by=by, now=now)
            if asked.outcome is RequestOutcome.REQUESTED:
                facts = {"number": invoice.number, "provider": integration.provider}
                work.audit.add(AuditEntry(at=now, actor=by, action="send", subject=invoice.id, facts=facts))
        if asked.problem:
            facts_of_it: dict[str, Any] = dict(asked.problem.facts)
            raise InvoiceRejected(asked.problem.code, **facts_of_it)
        assert asked.delivery is not None, "what is not refused has a delivery"
        return asked.delivery

    def _stored(self, delivery: Delivery) -> Delivery:
        with self.store.read(delivery.company) as work:
            return work.deliveries.get(delivery.provider, delivery.kind, delivery.invoice) or delivery
