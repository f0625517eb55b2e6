"""Match again where it is due: the worker's part of keeping suggestions."""

from dataclasses import dataclass

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkMatching:
    """One round of a worker's matching; it may take a minute, so give it a thread of its own."""

    store: Store
    clock: Clock
    update: UpdateSuggestions

    def __call__(self, *, progress: Progress = no_progress) -> int:
        """Give how many partners were matched."""
        due = self.store.matching_due(self.clock.now())
        return sum(self.one(company, provider, progress=progress) for company, provider in due)

    def one(self, company: CompanyId, provider: ProviderName, *, progress: Progress = no_progress) -> int:
        """Match one integration's partners again; gives how many, none when somebody else is at it."""
        try:
            updated = self.update(company, provider, progress=progress)
        except AccountingError:
            # Disabled, or its plugin is away: activation marks it again.
            with self.store.write(company) as work:
                work.matching.unmark(provider)
            return 0
        return updated.partners if updated else 0
