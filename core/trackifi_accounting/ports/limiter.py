"""The rate budget: one for each provider client over all companies and processes."""

from abc import ABC, abstractmethod
from enum import IntEnum

from trackifi_accounting.domain.references import CompanyId, ProviderName


class Priority(IntEnum):
    """Whose turn it is when calls must wait; the lowest goes first."""

    CHECK = 0
    DOCUMENT = 1
    INVOICE = 2
    IMPORT = 3


class Limiter(ABC):
    """Grants calls. It fails closed: without a grant there is no call."""

    @abstractmethod
    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority) -> None:
        """Return when one call may be made.

        Raises:
            RateLimited: the wait would be too long, or the budget can't be read.
        """

    @abstractmethod
    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        """The provider asked for a pause: grant nothing to anyone for so many seconds."""
