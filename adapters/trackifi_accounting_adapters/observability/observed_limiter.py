"""The limiter, watched: every grant and every call is counted, and every call has its line in the logs."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import logging
from threading import Lock
from typing import Final

from trackifi_accounting.domain.limits.exchanges import Exchange
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import TemporaryError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter, Priority

log: Final = logging.getLogger("trackifi_accounting.calls")


class Counters:
    """Sums of this process by name and labels; threads may add at once."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sums: dict[tuple[str, tuple[str, ...]], float] = {}

    def add(self, name: str, *labels: str, amount: float = 1.0) -> None:
        """Add to a sum."""
        with self._lock:
            self._sums[name, labels] = self._sums.get((name, labels), 0.0) + amount

    def of(self, name: str) -> dict[tuple[str, ...], float]:
        """The sums of this name by their labels."""
        with self._lock:
            return {labels: total for (known, labels), total in self._sums.items() if known == name}


class ObservedLimiter(Limiter):
    """A limiter that is watched and passes everything on to ``limiter``. No label names a company."""

    def __init__(self, *, limiter: Limiter, clock: Clock, tally: Counters) -> None:
        self._limiter = limiter
        self._clock = clock
        self._tally = tally

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        began = self._clock.monotonic()
        labels = (provider, priority.name.lower())
        try:
            self._limiter.wait(provider, company, priority, writes=writes)
        except TemporaryError as error:
            self._tally.add("refused", provider, error.code)
            raise
        self._tally.add("granted", *labels)
        self._tally.add("waited", *labels, amount=self._clock.monotonic() - began)

    def give_back(self, provider: ProviderName, company: CompanyId) -> None:
        self._limiter.give_back(provider, company)

    def report(self, provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
        self._limiter.report(provider, company, exchange)
        call = (provider, exchange.method, exchange.path)
        self._tally.add("calls", *call, str(exchange.status or "none"))
        self._tally.add("took", *call, amount=exchange.seconds)
        if exchange.writes:
            self._tally.add("writes", provider, exchange.outcome)
        if exchange.ambiguous:
            self._tally.add("ambiguous", provider)
        _tell(provider, company, exchange)

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        self._tally.add("pauses", provider)
        self._limiter.slow_down(provider, seconds=seconds)


def _tell(provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
    told = {
        "provider": provider,
        "company": company,
        "method": exchange.method,
        "path": exchange.path,
        "status": exchange.status,
        "outcome": exchange.outcome,
        "milliseconds": round(exchange.seconds * 1000),
    }
    log.info("provider called", extra={"told": told})
