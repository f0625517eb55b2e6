"""Read back now and then: what changed each hour, everything once a day."""

from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.chores import Chore
from trackifi_accounting.domain.deliveries import DeliveryState
from trackifi_accounting.domain.integrations import Integration, IntegrationState
from trackifi_accounting.domain.references import SYSTEM, CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.progress import Progress, one_by_one, unwatched
from trackifi_accounting.use_cases.reading_back.refresh_deliveries import RefreshDeliveries
from trackifi_accounting.use_cases.sessions import Providers

EVERY: Final = timedelta(hours=1)
FULL_EVERY: Final = timedelta(days=1)
LEASE: Final = timedelta(minutes=30)
"""A worker that has not ended after so long is taken for dead; 400 days of invoices are read in minutes."""


class RefreshDue:
    """Of several workers, one does it; an hour after an invoice was sent at the latest, and for as long as any is."""

    def __init__(self, *, providers: Providers, store: Store, clock: Clock, refresh: RefreshDeliveries) -> None:
        self._providers = providers
        self._store = store
        self._clock = clock
        self._refresh = refresh

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        found = self._store.chores_due(Chore.READ_BACK, self._clock.now())
        return tuple((company, provider) for company, provider in found if provider in self._providers)

    def __call__(self, *, progress: Progress = unwatched) -> int:
        """Read back whatever is due; gives how many deliveries changed. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Read back for one integration, unless somebody else is at it or just was; gives how many changed."""
        integration = self._claimed(company, provider)
        if integration is None:
            return 0
        last = integration.invoices_fully_read_at
        started = self._clock.now()
        full = last is None or started >= last + FULL_EVERY
        done_at, changed = None, 0
        try:
            changed = self._refresh(company, provider, by=SYSTEM, full=full).changed
            done_at = started
        except AccountingError:
            pass  # a refused key is noted on the integration already; everything else may be better in an hour
        with self._store.begin(company) as work:
            fully = done_at if full else None
            work.chores.finish(provider, Chore.READ_BACK, due=started + EVERY, done_at=done_at, fully_at=fully)
        return changed

    def _claimed(self, company: CompanyId, provider: ProviderName) -> Integration | None:
        now = self._clock.now()
        with self._store.begin(company) as work:
            if work.chores.claim(provider, Chore.READ_BACK, now=now, until=now + LEASE) is None:
                return None
            integration = work.integrations.get(provider)
            if integration is None or not _worth_a_call(work, integration):
                # The next invoice that is sent, or a key that is accepted, brings it up again.
                work.chores.finish(provider, Chore.READ_BACK, due=None)
                return None
            return integration


def _worth_a_call(work: UnitOfWork, integration: Integration) -> bool:
    active = integration.state is IntegrationState.ACTIVE
    return active and bool(work.deliveries.count(integration.provider).get(DeliveryState.SENT))
