"""Take over what Trackifi hands over; what is on its way to a provider is not changed underneath."""

from trackifi_accounting.domain.invoices import Invoice
from trackifi_accounting.domain.parties import Company, Party, PartyKind
from trackifi_accounting.domain.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import DeliveryInProgress, NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.matching.reject_suggestion import SETTLE
from trackifi_accounting.use_cases.sessions import Providers


class HandOver:
    """Idempotent: handing over the same record twice changes nothing."""

    def __init__(self, *, register: HostRegister, store: Store, clock: Clock, providers: Providers) -> None:
        self._register = register
        self._clock = clock
        self._store = store
        self._providers = providers

    def company(self, company: Company) -> None:
        """Keep a company."""
        self._register.put_company(company)

    def party(self, company: CompanyId, party: Party) -> None:
        """Keep a customer or freelancer. Raises: NotFound."""
        if self._is_there(company, party):
            return
        before = self._clock.now()
        self._register.put_party(company, party)
        with self._store.begin(company) as work:
            for provider in map(ProviderName, self._providers):
                if work.matching.state(provider).matched_at:
                    work.matching.mark(provider, due=before + SETTLE, since=before)

    def invoice(self, company: CompanyId, invoice: Invoice) -> None:
        """Keep an invoice. Raises: NotFound, DeliveryInProgress while it is on its way."""
        self._refuse_in_flight(company, invoice.kind, invoice.id)
        self._register.put_invoice(company, invoice)

    def document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId, content: bytes) -> None:
        """Keep an invoice's PDF. Raises: NotFound, DeliveryInProgress while it is on its way."""
        self._refuse_in_flight(company, kind, invoice)
        self._register.put_document(company, kind, invoice, content)

    def _is_there(self, company: CompanyId, party: Party) -> bool:
        try:
            return self._register.party(company, party.kind, party.id) == party
        except NotFound:
            return False

    def _refuse_in_flight(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> None:
        with self._store.begin(company) as work:
            for provider in self._providers:
                delivery = work.deliveries.get(ProviderName(provider), kind, invoice)
                if delivery and delivery.in_flight:
                    raise DeliveryInProgress(number=delivery.number)
