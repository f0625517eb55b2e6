"""Move on what is due of one company: look after doubtful attempts, try again after outages, add PDFs that waited."""

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.references import CompanyId
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.journal import Journal
from trackifi_accounting.use_cases.send_invoice import SendInvoice
from trackifi_accounting.use_cases.sessions import Sessions


class DeliverDue:
    """One company's round; several workers do each other no harm."""

    def __init__(self, *, sessions: Sessions, store: Store, clock: Clock, send: SendInvoice, journal: Journal) -> None:
        self._sessions = sessions
        self._store = store
        self._clock = clock
        self._send = send
        self._journal = journal

    def __call__(self, company: CompanyId) -> int:
        """Move every due delivery of the company on once; gives how many."""
        return sum(self._move(delivery) for delivery in self._due(company))

    def _due(self, company: CompanyId) -> tuple[Delivery, ...]:
        with self._store.begin(company) as work:
            return tuple(work.deliveries.due(self._clock.now()))

    def _move(self, delivery: Delivery) -> bool:
        """One delivery's trouble is its own: it is written on the delivery and stops no other."""
        try:
            integration = self._sessions.integration(delivery.company, delivery.provider)
        except AccountingError as error:
            self._journal.stopped(delivery, error)
            return False
        self._send.go_on(integration, delivery)
        return True
