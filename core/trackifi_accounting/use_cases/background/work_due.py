"""Do what is due of every company."""

from dataclasses import dataclass

from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.background.deliver_due import DeliverDue


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDue:
    """One round of a worker over all companies."""

    store: Store
    clock: Clock
    deliver: DeliverDue

    def __call__(self) -> int:
        """Move every due delivery on once; gives how many."""
        return sum(self.deliver(company) for company in self.store.companies_due(self.clock.now()))
