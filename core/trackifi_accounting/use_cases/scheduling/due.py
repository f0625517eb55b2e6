"""What is done now and then for each integration: whose time has come, one by one, each by one worker at a time."""

from abc import ABC, abstractmethod
from datetime import timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.scheduling.claims import TaskLeases
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress, one_by_one


class DueTask(ABC):
    """One scheduled task over all integrations; what it does for one of them is the subclass's."""

    def __init__(
        self, task: ScheduledTask, *, providers: Providers, store: Store, clock: Clock, lease: timedelta
    ) -> None:
        self._leases = TaskLeases(task, providers=providers, store=store, clock=clock, lease=lease)
        self._store = store
        self._clock = clock

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        return self._leases.due()

    def __call__(self, *, progress: Progress = no_progress) -> int:
        """Do whatever is due; gives the sum of what came of it. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Do it for one integration, unless somebody else is at it or just was; gives how much came of it."""
        taken = self._leases.take(company, provider)
        return 0 if taken is None else self._do(*taken)

    @abstractmethod
    def _do(self, integration: Integration, state: ScheduledTaskState) -> int:
        """Do it and let go of the lease, however it ends; raises nothing expected."""
