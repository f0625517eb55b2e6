"""The rate budget: one for each provider client over all companies and processes; and when calls stop altogether."""

from abc import ABC, abstractmethod
from enum import IntEnum

from trackifi_accounting.domain.limits.exchanges import Exchange
from trackifi_accounting.domain.values.references import CompanyId, ProviderName


class Priority(IntEnum):
    """The priority of a call when calls must wait; the lowest goes first."""

    CHECK = 0
    DOCUMENT = 1
    INVOICE = 2
    IMPORT = 3


class Limiter(ABC):
    """The rate budget of a provider's client: it grants calls, and is told what came of them.

    It fails closed: without a grant there is no call.
    """

    @abstractmethod
    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        """Return when one call may be made; ``writes`` tells that the provider may book something because of it.

        It counts as under way until it is reported or given back; only so many may be at the same time.

        Raises:
            RateLimited: the wait would be too long, too many are under way, or the budget can't be read.
            DatabaseBusy: the budget is held by somebody else, for longer than it is worth waiting.
            ProviderUnavailable: calls keep failing, so none is made for ``retry_after`` seconds. After that one call
                that only reads is granted, to find out; one that writes waits for its success.
        """

    @abstractmethod
    def give_back(self, provider: ProviderName, company: CompanyId) -> None:
        """A call that was granted is not made after all: nothing will be reported of it. Raises nothing."""

    @abstractmethod
    def report(self, provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
        """Take note of a call that was granted; every call is reported, once, however it ended. Raises nothing."""

    @abstractmethod
    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        """The provider asked for a pause: grant nothing to anyone for so many seconds, and half as often after it.

        The rate comes back by half a call a second each minute. Raises: RateLimited when it can't be kept.
        """
