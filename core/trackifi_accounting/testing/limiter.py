"""The limiter port's double: spaces calls evenly by the clock it is given."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from trackifi_accounting.domain.references import CompanyId, ProviderName
from trackifi_accounting.errors import RateLimited
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter, Priority


class MemoryLimiter(Limiter):
    """One budget for each provider, in calls a second; without one every call is granted, but for pauses.

    ``granted`` keeps the grants in order. While ``down`` the budget can't be read.
    """

    def __init__(self, *, clock: Clock, per_second: float | None = None, longest_wait: float = 30.0) -> None:
        self._clock = clock
        self._interval = 0.0 if per_second is None else 1 / per_second
        self._longest_wait = longest_wait
        self._free_at: dict[ProviderName, float] = {}
        self.granted: list[tuple[ProviderName, CompanyId, Priority]] = []
        self.down = False

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority) -> None:
        now = self._clock.now().timestamp()
        at = max(self._free_at.get(provider, now), now)
        if self.down or at - now > self._longest_wait:
            raise RateLimited(retry_after=None if self.down else at - now)
        self._free_at[provider] = at + self._interval
        if at > now:
            self._clock.sleep(at - now)
        self.granted.append((provider, company, priority))

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        until = self._clock.now().timestamp() + seconds
        self._free_at[provider] = max(self._free_at.get(provider, until), until)
