"""Read back now and then: what changed each hour, everything once a day."""

from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.values.references import SYSTEM, CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.reconciliation.read_back import RefreshDeliveries
from trackifi_accounting.use_cases.scheduling.claims import TaskLeases
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress, one_by_one

EVERY: Final = timedelta(hours=1)
FULL_EVERY: Final = timedelta(days=1)
LEASE: Final = timedelta(minutes=30)
"""400 days of invoices are read in minutes."""


class RefreshDue:
    """An hour after an invoice was sent at the latest, and for as long as any is."""

    def __init__(self, *, providers: Providers, store: Store, clock: Clock, refresh: RefreshDeliveries) -> None:
        self._leases = TaskLeases(ScheduledTask.READ_BACK, providers=providers, store=store, clock=clock, lease=LEASE)
        self._store = store
        self._clock = clock
        self._refresh = refresh

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        return self._leases.due()

    def __call__(self, *, progress: Progress = no_progress) -> int:
        """Read back whatever is due; gives how many deliveries changed. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Read back for one integration, unless somebody else is at it or just was; gives how many changed."""
        taken = self._leases.take(company, provider)
        if taken is None:
            return 0
        integration, state = taken
        if not self._any_sent(integration):
            # The next invoice that is sent brings it up again.
            self._finish(integration, due=None)
            return 0
        started, last = self._clock.now(), integration.invoices_fully_read_at
        full = last is None or started >= last + FULL_EVERY
        try:
            changed = self._refresh(company, provider, by=SYSTEM, full=full).changed
        except AccountingError as error:
            self._leases.fail(integration, state, error, again=EVERY)
            return 0
        self._finish(integration, due=started + EVERY, done_at=started, fully_at=started if full else None)
        return changed

    def _any_sent(self, integration: Integration) -> bool:
        with self._store.read(integration.company) as work:
            return bool(work.deliveries.count(integration.provider).get(DeliveryState.SENT))

    def _finish(
        self,
        integration: Integration,
        *,
        due: datetime | None,
        done_at: datetime | None = None,
        fully_at: datetime | None = None,
    ) -> None:
        with self._store.write(integration.company) as work:
            work.scheduled_tasks.finish(
                integration.provider, ScheduledTask.READ_BACK, due=due, done_at=done_at, fully_at=fully_at
            )
