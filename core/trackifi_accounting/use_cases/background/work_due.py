"""Do what is due of every company."""

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.background.deliver_due import DeliverDue


class WorkDue:
    """One round of a worker over all companies."""

    def __init__(self, *, store: Store, clock: Clock, deliver: DeliverDue) -> None:
        self._store = store
        self._clock = clock
        self._deliver = deliver

    def __call__(self) -> int:
        """Move every due delivery on once; gives how many."""
        return sum(self._deliver(company) for company in self._store.companies_due(self._clock.now()))
