"""Retry the PDF of a sent invoice, and nothing else."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, PdfState
from trackifi_accounting.domain.invoices.documents import invoice_document, pdf_fault
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.questions import PDF_BY_HAND
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import DocumentRejected, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.files import Files
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryAttachment:
    """The second try of a sent invoice's PDF; the invoice itself is never sent again by this."""

    sessions: Connections
    host: Host
    store: Store
    files: Files
    clock: Clock
    journal: Journal
    send: SendInvoice

    def __call__(
        self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId, *, by: Actor
    ) -> Delivery:
        """Try again now; a PDF that was refused is replaced by Trackifi's present one.

        Raises: NotActivated, NotFound when the invoice was not sent, DocumentRejected when the new PDF can't be one.
        """
        integration = self._probed(self.sessions.integration(company, provider))
        with self.store.write(company) as work:
            delivery = work.deliveries.get(provider, kind, invoice)
            facts = {"provider": provider} | ({"number": delivery.number} if delivery else {})
            work.audit.add(AuditEntry(at=self.clock.now(), actor=by, action="retry_pdf", subject=invoice, facts=facts))
        if delivery is None or not delivery.settled:
            raise NotFound(record="delivery", id=invoice)
        if delivery.foreign:
            raise DocumentRejected(PDF_BY_HAND, number=delivery.number)
        if delivery.pdf_state is PdfState.NEEDS_ATTENTION:
            delivery = self.journal.write(self._replaced(delivery, limit=self.sessions.plugin(provider).document_limit))
        return self.send.go_on(integration, delivery)

    def _probed(self, integration: Integration) -> Integration:
        """Ask anew whether the document feature is on: it was off when the PDF began to wait."""
        access = integration.access
        if access is None or access.documents is not False:
            return integration
        with self.sessions.open(integration) as connection:
            access = replace(access, documents=connection.documents.available())
        with self.store.write(integration.company) as work:
            now = work.integrations.get(integration.provider) or integration
            work.integrations.put(replace(now, access=access))
        return replace(integration, access=access)

    def _replaced(self, delivery: Delivery, *, limit: int) -> Delivery:
        content = self.host.document(delivery.company, delivery.kind, delivery.invoice) or b""
        if code := pdf_fault(content, limit=limit):
            raise DocumentRejected(code, number=delivery.number, size=len(content), limit=limit)
        document = invoice_document(delivery.number, content)
        digest = self.files.put(delivery.company, content)
        # Looking first, always: the refused upload may be there after all.
        return replace(
            delivery,
            pdf_state=PdfState.CHECKING,
            pdf_digest=digest,
            pdf_name=document.name,
            pdf_sent_at=None,
            pdf_problem=None,
            tries=0,
        )
