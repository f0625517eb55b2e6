"""Gather what is due over all companies, as jobs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from trackifi_accounting.domain.background.jobs import Job, JobKind
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store


class RecurringReading(Protocol):
    """A reading that is made of a provider now and then, for each integration on its own."""

    def due(self) -> Iterable[tuple[CompanyId, ProviderName]]:
        """Whose time has come; it may be asked each second, and need not look so often."""

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Read for one integration, unless somebody else just did; gives how much changed. Raises nothing expected."""


Readings = Mapping[JobKind, RecurringReading]


@dataclass(frozen=True, slots=True, kw_only=True)
class DueJobs:
    """All jobs that are due now, over all companies; asking only reads, and gives the same until they are done."""

    store: Store
    clock: Clock
    readings: Readings

    def __call__(self) -> Iterator[Job]:
        """Deliveries first: they matter most."""
        now = self.clock.now()
        for company in self.store.companies_due(now):
            yield Job(kind=JobKind.DELIVER, company=company)
        for kind, reading in self.readings.items():
            for company, provider in reading.due():
                yield Job(kind=kind, company=company, provider=provider)
        for company, provider in self.store.matching_due(now):
            yield Job(kind=JobKind.MATCH, company=company, provider=provider)
