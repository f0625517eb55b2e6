"""Sync each integration now and then: what changed every quarter of an hour, everything once a night."""

from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.values.references import SYSTEM
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.partners.sync import SyncData
from trackifi_accounting.use_cases.scheduling.due import DueTask
from trackifi_accounting.use_cases.scheduling.nightly import last_night

EVERY: Final = timedelta(minutes=15)
LEASE: Final = timedelta(hours=1)
"""Reading 100,000 partners takes minutes."""


class SyncDue(DueTask):
    """The sync that nobody asks for, from the first accepted key until the integration is disabled; counts records."""

    def __init__(
        self, *, providers: Providers, store: Store, clock: Clock, sync: SyncData, every: timedelta = EVERY
    ) -> None:
        super().__init__(ScheduledTask.SYNC, providers=providers, store=store, clock=clock, lease=LEASE)
        self._sync = sync
        self._every = every

    def _do(self, integration: Integration, state: ScheduledTaskState) -> int:
        company, provider = integration.company, integration.provider
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
