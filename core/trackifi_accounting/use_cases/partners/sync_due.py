"""Sync each integration now and then: what changed every quarter of an hour, everything once a night."""

from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.values.references import SYSTEM, CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.partners.sync import SyncData
from trackifi_accounting.use_cases.scheduling.claims import TaskLeases
from trackifi_accounting.use_cases.scheduling.nightly import last_night
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress, one_by_one

EVERY: Final = timedelta(minutes=15)
LEASE: Final = timedelta(hours=1)
"""Reading 100,000 partners takes minutes."""


class SyncDue:
    """From the first key that is accepted until the integration is disabled."""

    def __init__(
        self, *, providers: Providers, store: Store, clock: Clock, sync: SyncData, every: timedelta = EVERY
    ) -> None:
        self._leases = TaskLeases(ScheduledTask.SYNC, providers=providers, store=store, clock=clock, lease=LEASE)
        self._store = store
        self._clock = clock
        self._sync = sync
        self._every = every

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        return self._leases.due()

    def __call__(self, *, progress: Progress = no_progress) -> int:
        """Sync whatever is due; gives how many records were read. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Sync one integration, unless somebody else is at it or just was; gives how many records were read."""
        taken = self._leases.take(company, provider)
        if taken is None:
            return 0
        integration, state = taken
        started, last = self._clock.now(), integration.fully_synced_at
        full = last is None or last < last_night(started)
        try:
            done = self._sync(company, provider, by=SYSTEM, full=full)
        except AccountingError as error:
            self._leases.fail(integration, state, error, again=self._every)
            return 0
        with self._store.write(company) as work:
            fully, due = started if full else None, self._clock.now() + self._every
            work.scheduled_tasks.finish(provider, ScheduledTask.SYNC, due=due, done_at=started, fully_at=fully)
        return done.read_partners + done.read_products
