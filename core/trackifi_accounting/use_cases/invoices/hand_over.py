"""Take over what Trackifi hands over; what is on its way to a provider is not changed underneath."""

from dataclasses import dataclass, replace

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.reconciliation.edits import edited, retold
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import DeliveryInProgress, InvoiceRejected, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.matching.reject_suggestion import SETTLE


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """The intake of Trackifi's records; the same record twice changes nothing."""

    register: HostRegister
    store: Store
    clock: Clock
    providers: Providers

    def company(self, company: Company) -> None:
        """Keep a company."""
        self.register.put_company(company)

    def party(self, company: CompanyId, party: Party) -> None:
        """Keep a customer or freelancer. Raises: NotFound."""
        if self._is_there(company, party):
            return
        before = self.clock.now()
        self.register.put_party(company, party)
        with self.store.write(company) as work:
            for provider in map(ProviderName, self.providers):
                if work.matching.state(provider).matched_at:
                    work.matching.mark(provider, due=before + SETTLE, since=before)

    def invoice(self, company: CompanyId, invoice: Invoice) -> None:
        """Keep an invoice; of one that was sent it is told in what it differs from that now.

        Raises: NotFound, DeliveryInProgress while it is on its way, InvoiceRejected while it may be there
        (``question_stands``).
        """
        self._refuse_in_doubt(company, invoice.kind, invoice.id)
        self.register.put_invoice(company, invoice)
        self._tell_edit(company, invoice.kind, invoice.id)

    def document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId, content: bytes) -> None:
        """Keep an invoice's PDF. Raises: as ``invoice``."""
        self._refuse_in_doubt(company, kind, invoice)
        self.register.put_document(company, kind, invoice, content)
        self._tell_edit(company, kind, invoice)

    def _is_there(self, company: CompanyId, party: Party) -> bool:
        try:
            return self.register.party(company, party.kind, party.id) == party
        except NotFound:
            return False

    def _refuse_in_doubt(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> None:
        for delivery in self._deliveries(company, kind, invoice):
            if delivery.in_flight:
                raise DeliveryInProgress(number=delivery.number)
            if delivery.in_doubt:
                raise InvoiceRejected("question_stands", number=delivery.number)

    def _tell_edit(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> None:
        """On each delivery that has arrived; once the invoice says again what was sent, it is told no more."""
        for delivery in self._deliveries(company, kind, invoice):
            if not delivery.settled:
                continue
            found = self.register.invoice(company, kind, invoice)
            content = self.register.document(company, kind, invoice)
            told = retold(delivery, edited(delivery, found, document=digest_of(content) if content else None))
            if told != delivery.problems:
                with self.store.write(company) as work:
                    # Whoever moved it meanwhile leaves it to the next reading back.
                    work.deliveries.replace(replace(delivery, problems=told))

    def _deliveries(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> list[Delivery]:
        with self.store.read(company) as work:
            found = [work.deliveries.get(ProviderName(provider), kind, invoice) for provider in self.providers]
        return [one for one in found if one is not None]
