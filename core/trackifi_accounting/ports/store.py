"""What an integration has imported, linked and sent: a unit of work with repositories."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.repositories.audit import Audit
from trackifi_accounting.ports.repositories.batches import Batches
from trackifi_accounting.ports.repositories.deliveries import Deliveries
from trackifi_accounting.ports.repositories.integrations import Integrations
from trackifi_accounting.ports.repositories.links import Links
from trackifi_accounting.ports.repositories.partners import Partners
from trackifi_accounting.ports.repositories.products import Products
from trackifi_accounting.ports.repositories.scheduled_tasks import ScheduledTasks
from trackifi_accounting.ports.repositories.suggestions import Matching, Suggestions


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitOfWork:
    """One transaction of one company: all of it happens or nothing.

    No repository shows another company's records: that an invoice at the provider, or its whole company, is taken is
    all that is told of them.
    """

    integrations: Integrations
    partners: Partners
    products: Products
    links: Links
    suggestions: Suggestions
    matching: Matching
    deliveries: Deliveries
    scheduled_tasks: ScheduledTasks
    batches: Batches
    audit: Audit


class Store(ABC):
    """The store of an integration's records: it opens units of work."""

    @abstractmethod
    def write(self, company: CompanyId) -> AbstractContextManager[UnitOfWork]:
        """A transaction: committed at the end of the block, rolled back when the block raises.

        Never hold one open during a call to a provider.
        """

    def read(self, company: CompanyId) -> AbstractContextManager[UnitOfWork]:
        """A transaction that only asks: one consistent view, for which a store that can keeps no writer waiting."""
        return self.write(company)

    @abstractmethod
    def companies_due(self, now: datetime) -> tuple[CompanyId, ...]:
        """Companies that have a delivery whose time has come."""

    @abstractmethod
    def matching_due(self, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose partners are to be matched again by now, those left out that somebody is at."""

    @abstractmethod
    def scheduled_tasks_due(self, task: ScheduledTask, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose scheduled task is to be done by now, those left out that somebody is at, by company and provider."""

    @abstractmethod
    def restored_at(self) -> datetime | None:
        """When this database was last put back from a backup, by its own time; None: never, as far as is known.

        What was sent between the backup and then may be at the provider without a delivery that knows of it.
        """

    @abstractmethod
    def declare_restored(self, at: datetime) -> None:
        """From then on it counts as put back; an earlier time changes nothing."""
