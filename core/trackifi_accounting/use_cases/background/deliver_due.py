"""Move on what is due of one company: look after doubtful attempts, add PDFs that waited, send new invoices."""

from collections import deque
from dataclasses import dataclass

from trackifi_accounting.domain.activation.integrations import IntegrationState
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.background.deliver_round import DeliverRound, DeliveryRound
from trackifi_accounting.use_cases.background.postpone import Postpone
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.deliveries.journal import KEY_TROUBLE
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress

LIMIT = 200
"""Deliveries of one round."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliverDue:
    """One company's round over its due deliveries; several workers do each other no harm.

    Each delivery goes its own way, and its trouble is its own. What concerns them all ends the round: a refused key, a
    missing right, an integration that is not active, a provider that can't be reached. One delivery tells it at the
    most; the others wait, unmarked, until waiting has helped or somebody has acted.
    """

    sessions: Connections
    store: Store
    clock: Clock
    deliver: DeliverRound
    set_aside: Postpone

    def __call__(self, company: CompanyId, *, progress: Progress = no_progress) -> int:
        """Move due deliveries of the company on once, 200 at the most; gives how many.

        A ``progress`` that raises Stopped ends the round between two deliveries; what is left stays due. A defect that
        befalls one delivery is raised when the others have had their turn.
        """
        with self.store.read(company) as work:
            due = work.deliveries.due(self.clock.now(), limit=LIMIT)
        return sum(
            self._of(company, provider, deque(one for one in due if one.provider == provider), progress)
            for provider in dict.fromkeys(one.provider for one in due)
        )

    def _of(self, company: CompanyId, provider: ProviderName, waiting: deque[Delivery], progress: Progress) -> int:
        """One provider's, in one session."""
        try:
            integration = self.sessions.integration(company, provider)
        except AccountingError as error:
            self.set_aside.telling(waiting, error)
            return 0
        if integration.state is IntegrationState.NEEDS_ATTENTION:  # its card tells why; a call would be in vain
            self.set_aside(waiting, due=None)
            return 0
        before = len(waiting)
        try:
            with self.sessions.opened(integration) as books:
                return self.deliver(DeliveryRound(books=books, waiting=waiting), progress)
        except KEY_TROUBLE:
            self.set_aside(waiting, due=None)
            return before - len(waiting)
