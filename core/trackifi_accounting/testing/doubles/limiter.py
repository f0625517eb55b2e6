"""The limiter port's double: spaces calls evenly by the clock it is given."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from trackifi_accounting.domain.limits.budget import Budget
from trackifi_accounting.domain.limits.exchanges import Exchange
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import ProviderUnavailable, RateLimited
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter, Priority

EVERYONE = CompanyId("")
UNUSED = Budget()


class MemoryLimiter(Limiter):
    """One budget for each provider, in calls a second; without one every call is granted, but for pauses.

    ``granted`` keeps the grants in order, ``given_back`` those not used,
    ``reported`` what came of the others. While ``down`` the budget can't be read.
    """

    def __init__(self, *, clock: Clock, per_second: float | None = None, longest_wait: float = 30.0) -> None:
        self._clock = clock
        self._full = per_second
        self._longest_wait = longest_wait
        self._budgets: dict[tuple[ProviderName, CompanyId], Budget] = {}
        self.granted: list[tuple[ProviderName, CompanyId, Priority]] = []
        self.given_back: list[tuple[ProviderName, CompanyId]] = []
        self.reported: list[Exchange] = []
        self.down = False

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        now = self._now()
        every = self._of(provider, EVERYONE)
        breakers = (every.breaker, self._of(provider, company).breaker)
        if known := [left for one in breakers if (left := one.refusal(now, writes=writes)) is not None]:
            raise ProviderUnavailable(retry_after=max(known))
        at = every.next(now)
        if self.down or at - now > self._longest_wait:
            raise RateLimited(retry_after=None if self.down else at - now)
        if self._full is not None:
            self._book(provider, company, at, 1 / every.rate(self._full, now))
        if at > now:
            self._clock.sleep(at - now)
        self.granted.append((provider, company, priority))

    def give_back(self, provider: ProviderName, company: CompanyId) -> None:
        self.given_back.append((provider, company))

    def report(self, provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
        self.reported.append(exchange)
        for whose in (EVERYONE, company) if self._full is not None else ():
            known = self._of(provider, whose)
            self._budgets[provider, whose] = known.told(exchange.outcome, self._now(), whole=whose == EVERYONE)

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        now = self._now()
        full = self._full or float("inf")
        known = self._of(provider, EVERYONE)
        self._budgets[provider, EVERYONE] = known.paused(full, now=now, until=now + seconds)

    def _book(self, provider: ProviderName, company: CompanyId, at: float, interval: float) -> None:
        for whose in (EVERYONE, company):
            made = self._of(provider, whose).granted(self._now())
            self._budgets[provider, whose] = made.booked(at, interval) if whose == EVERYONE else made

    def _of(self, provider: ProviderName, company: CompanyId) -> Budget:
        return self._budgets.get((provider, company), UNUSED)

    def _now(self) -> float:
        return self._clock.now().timestamp()
