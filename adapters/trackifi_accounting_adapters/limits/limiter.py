"""The rate budget in the database: one row for each provider's client, one for each of its companies."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.domain.limits.breaker import BreakerState
from trackifi_accounting.domain.limits.budget import LONGEST_PAUSE, MOMENT, Budget, grant
from trackifi_accounting.domain.limits.exchanges import Exchange, ExchangeOutcome
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import DatabaseBusy, ProviderUnavailable, RateLimited
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter, Priority

from trackifi_accounting_adapters.database import budgets
from trackifi_accounting_adapters.database.budgets import EVERYONE, BudgetRows
from trackifi_accounting_adapters.limits.in_flight import InFlight
from trackifi_accounting_adapters.storage_trouble import AGAIN, is_busy

DEFAULT_RATE = 8.0  # calls a second: less than half of the lowest limit that a provider publishes
LONGEST_WAIT = 30.0  # seconds
LOOK = 0.05  # seconds between two looks whether a call under way has ended
SLACK = 0.05  # seconds that a call may leave late, and that it may take longer on its way than another

log = logging.getLogger("trackifi_accounting.limiter")


@dataclass(kw_only=True)
class _Caller:
    """One call that waits; times are monotonic. ``trial`` once it is the one that tries a provider that failed."""

    provider: ProviderName
    company: CompanyId
    priority: Priority
    writes: bool
    began: float
    end: float
    trial: bool = False


class SqlLimiter(Limiter):
    """The limiter on the database: GCRA with no burst, so that calls are spaced evenly, never bunched.

    Rates are calls a second, for a provider's client over all companies and processes, and for one company of it; None
    turns that limit off and is meant for tests and benchmarks; without both there is no breaker either. The less
    urgent a call, the less far ahead it may book, and the longer it has waited, the further. With ``slack`` a call that
    would start so many seconds late books anew, and twice that is left free in each second: no second ever holds more
    calls than the rate, where they leave however busy the machine is, and where they arrive if none takes longer on
    its way than another by more than that. ``in_flight`` limits how many are under way at the same time.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        clock: Clock,
        per_second: float | None = DEFAULT_RATE,
        company_per_second: float | None = DEFAULT_RATE,
        longest_wait: float = LONGEST_WAIT,
        slack: float = 0.0,
        in_flight: InFlight | None = None,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._per_second = per_second
        self._company_per_second = company_per_second
        self._longest_wait = longest_wait
        self._slack = slack
        self._in_flight = in_flight or InFlight()
        self._troubled: set[tuple[ProviderName, CompanyId]] = set()

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        if self._off:
            return
        now = self._clock.monotonic()
        caller = _Caller(
            provider=provider,
            company=company,
            priority=priority,
            writes=writes,
            began=now,
            end=now + self._longest_wait,
        )
        while not self._granted(caller):
            pass

    def give_back(self, provider: ProviderName, company: CompanyId) -> None:
        self._in_flight.leave(provider, company)

    def report(self, provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
        self._in_flight.leave(provider, company)
        good = exchange.outcome in {ExchangeOutcome.OK, ExchangeOutcome.THROTTLED}
        if self._off or (good and (provider, company) not in self._troubled):
            return  # a success is counted by its grant already
        now = self._now()
        try:
            with budgets.locked(self._engine, provider, company) as rows:
                every = rows.every.told(exchange.outcome, now, whole=True)
                own = rows.own.told(exchange.outcome, now, whole=False)
                rows.write(every=every, own=own)
        except SQLAlchemyError as error:
            # The call is over: what became of it must not be lost for want of its statistics.
            _say("a call's outcome could not be counted", provider=provider, error=type(error).__name__)
            return
        _tell_turns(provider, None, rows.every, every)
        _tell_turns(provider, company, rows.own, own)

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        now = self._now()
        until = now + min(max(seconds, 0.0), LONGEST_PAUSE)
        full = self._per_second or float("inf")
        with _failing_closed(), budgets.locked(self._engine, provider, EVERYONE) as rows:
            rows.write(every=rows.every.paused(full, now=now, until=until))

    @property
    def _off(self) -> bool:
        return self._per_second is None and self._company_per_second is None

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _granted(self, caller: _Caller) -> bool:
        """Book a turn and wait for it; False when it is to be tried again."""
        if self._in_flight.full(caller.provider, caller.company):
            return self._look_again(caller)
        ahead = self._longest_wait / 4**caller.priority
        if self._clock.monotonic() > caller.end:
            raise RateLimited(retry_after=self._longest_wait)
        with _failing_closed(), budgets.locked(self._engine, caller.provider, caller.company) as rows:
            # The rows may have been waited for: that is part of the longest wait.
            now, elapsed = self._now(), self._clock.monotonic()
            left, waited = caller.end - elapsed, elapsed - caller.began
            _admit(rows, caller, now)
            found = grant(rows.every, rows.own, now=now, ahead=ahead, waited=waited, urgency=caller.priority)
            if found.at - now > left:
                raise RateLimited(retry_after=found.at - now)
            if found.ask_again_in is None:
                self._book(rows, caller, found.at, now)
        if found.ask_again_in is not None:
            self._clock.sleep(found.ask_again_in)
            return False
        # Only who really leaves has entered: what waits for its turn keeps nobody from going first.
        return self._reached(caller, found.at) and self._in_flight.enter(caller.provider, caller.company)

    def _look_again(self, caller: _Caller) -> bool:
        """A little later, when a call may have ended. Raises: RateLimited when it has waited long enough."""
        if self._clock.monotonic() + LOOK > caller.end:
            raise RateLimited(retry_after=self._longest_wait)
        self._clock.sleep(LOOK)
        return False

    def _book(self, rows: BudgetRows, caller: _Caller, at: float, now: float) -> None:
        every, own = rows.every.granted(now), rows.own.granted(now)
        stretch = 1 + 2 * self._slack
        if self._per_second is not None:
            every = every.booked(at, stretch / every.rate(self._per_second, at))
        if self._company_per_second is not None:
            own = own.booked(at, stretch / self._company_per_second)
        rows.write(every=every, own=own)
        caller.trial = caller.trial or bool(every.breaker.pause or own.breaker.pause)
        troubled = every.breaker.troubled or own.breaker.troubled
        (self._troubled.add if troubled else self._troubled.discard)((caller.provider, caller.company))

    def _reached(self, caller: _Caller, at: float) -> bool:
        """Wait for the instant; False when it was missed, or when all calls were stopped meanwhile."""
        wait = at - self._now()
        if wait > MOMENT:
            self._clock.sleep(wait)
            with _failing_closed():
                every = budgets.read(self._engine, caller.provider)
            if every.paused_until > self._now() or every.breaker.state(self._now()) is BreakerState.OPEN:
                return False
        return not self._slack or self._now() - at <= self._slack


def _admit(rows: BudgetRows, caller: _Caller, now: float) -> None:
    if caller.trial:
        return
    found = [one.breaker.refusal(now, writes=caller.writes) for one in (rows.every, rows.own)]
    if refusals := [one for one in found if one is not None]:
        raise ProviderUnavailable(retry_after=max(refusals))


def _tell_turns(provider: ProviderName, company: CompanyId | None, before: Budget, after: Budget) -> None:
    """One line when calls stop and one when they go on, however long it takes."""
    if bool(before.breaker.pause) != bool(after.breaker.pause):
        stopped = bool(after.breaker.pause)
        _say("calls stop: they keep failing" if stopped else "calls go on", provider=provider, company=company)


def _say(message: str, **told: object) -> None:
    log.warning(message, extra={"told": told})


@contextmanager
def _failing_closed() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        if is_busy(error):
            _say("the rate budget is held by somebody else")
            raise DatabaseBusy(retry_after=AGAIN) from error
        raise RateLimited from error
