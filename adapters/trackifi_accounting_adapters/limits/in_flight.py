"""Calls under way in this process: so many to a provider at the same time, and so many for each company of it."""

from collections import Counter
from threading import Lock
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId, ProviderName

AT_ONCE: Final = 20
"""Calls of this process to one provider; as many connections as are kept to it."""
COMPANY_AT_ONCE: Final = 2
"""Of them for one company. Over all workers its jobs are done one by one; beside them there are people who click."""

_EVERYONE: Final = CompanyId("")


class InFlight:
    """The calls that have entered and not left yet; None is no limit. It dies with the process."""

    def __init__(self, *, most: int | None = None, of_company: int | None = None) -> None:
        self._most = most
        self._of_company = of_company
        self._lock = Lock()
        self._under_way: Counter[tuple[ProviderName, CompanyId]] = Counter()

    def full(self, provider: ProviderName, company: CompanyId) -> bool:
        """Whether one more would be too many."""
        with self._lock:
            return self._full(provider, company)

    def enter(self, provider: ProviderName, company: CompanyId) -> bool:
        """Begin a call; False when it would be one too many."""
        with self._lock:
            if self._full(provider, company):
                return False
            self._under_way.update([(provider, company), (provider, _EVERYONE)])
            return True

    def leave(self, provider: ProviderName, company: CompanyId) -> None:
        """A call is over, however it ended."""
        with self._lock:
            self._under_way.subtract([(provider, company), (provider, _EVERYONE)])
            self._under_way += Counter()  # what is not above nothing is dropped, so that companies do not pile up

    def _full(self, provider: ProviderName, company: CompanyId) -> bool:
        limits = ((_EVERYONE, self._most), (company, self._of_company))
        return any(most is not None and self._under_way[provider, whose] >= most for whose, most in limits)
