"""Match again where it is due: the worker's part of keeping suggestions."""

from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.matching.update_suggestions import UpdateSuggestions
from trackifi_accounting.use_cases.scheduling.progress import Progress, no_progress


class WorkMatching:
    """One round; several workers do each other no harm. A round may take a minute, so give it a thread of its own."""

    def __init__(self, *, store: Store, clock: Clock, update: UpdateSuggestions) -> None:
        self._store = store
        self._clock = clock
        self._update = update

    def __call__(self, *, progress: Progress = no_progress) -> int:
        """Give how many partners were matched."""
        due = self._store.matching_due(self._clock.now())
        return sum(self.one(company, provider, progress=progress) for company, provider in due)

    def one(self, company: CompanyId, provider: ProviderName, *, progress: Progress = no_progress) -> int:
        """Match one integration's partners again; gives how many, none when somebody else is at it."""
        try:
            updated = self._update(company, provider, progress=progress)
        except AccountingError:
            # Disabled, or its plugin is away: activation marks it again.
            with self._store.write(company) as work:
                work.matching.unmark(provider)
            return 0
        return updated.partners if updated else 0
