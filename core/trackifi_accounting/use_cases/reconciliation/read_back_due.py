"""Read back now and then: what changed each hour, everything once a day."""

from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.values.references import SYSTEM
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.reconciliation.read_back import RefreshDeliveries
from trackifi_accounting.use_cases.scheduling.due import DueTask

EVERY: Final = timedelta(hours=1)
FULL_EVERY: Final = timedelta(days=1)
LEASE: Final = timedelta(minutes=30)
"""400 days of invoices are read in minutes."""


class RefreshDue(DueTask):
    """The reading back of what is sent, within an hour of it and as long as any is; counts changed deliveries."""

    def __init__(self, *, providers: Providers, store: Store, clock: Clock, refresh: RefreshDeliveries) -> None:
        super().__init__(ScheduledTask.READ_BACK, providers=providers, store=store, clock=clock, lease=LEASE)
        self._refresh = refresh

    def _do(self, integration: Integration, state: ScheduledTaskState) -> int:
        if not self._any_sent(integration):
            # The next invoice that is sent brings it up again.
            self._finish(integration, due=None)
            return 0
        started, last = self._clock.now(), integration.invoices_fully_read_at
        full = last is None or started >= last + FULL_EVERY
        try:
            changed = self._refresh(integration.company, integration.provider, by=SYSTEM, full=full).changed
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
