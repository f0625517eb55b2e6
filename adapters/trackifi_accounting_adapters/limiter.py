"""The rate budget in the database: one row for each provider's client, one for each of its companies."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Engine, Float, bindparam, case, literal, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.sql.dml import ReturningInsert
from trackifi_accounting.domain.references import CompanyId, ProviderName
from trackifi_accounting.errors import RateLimited
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Limiter, Priority

from trackifi_accounting_adapters.persistence.statements import insert, table_of
from trackifi_accounting_adapters.persistence.tables import BudgetRow

DEFAULT_RATE = 8.0  # calls a second: less than half of the lowest limit that a provider publishes
LONGEST_WAIT = 30.0  # seconds
LONGEST_PAUSE = 3600.0  # seconds; a row that is further ahead than this is left from a clock that was wrong
MOMENT = 1e-6  # seconds; instants are floats
EVERYONE = CompanyId("")
_BUDGET = table_of(BudgetRow)


class SqlLimiter(Limiter):
    """Books the next free instant and sleeps until it (GCRA with no burst): calls are spaced evenly, never bunched.

    Rates are calls a second, for a provider's client over all companies and processes, and for one company of it; None
    turns that limit off and is meant for tests and benchmarks. The less urgent a call, the less far ahead it may book.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        clock: Clock,
        per_second: float | None = DEFAULT_RATE,
        company_per_second: float | None = DEFAULT_RATE,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._per_second = per_second
        self._company_per_second = company_per_second
        self._longest_wait = longest_wait

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority) -> None:
        # First the company's turn, then the provider's: what it grants is used at that very instant.
        deadline = self._clock.monotonic() + self._longest_wait
        for rate, whose in ((self._company_per_second, company), (self._per_second, EVERYONE)):
            if rate is not None:
                self._take_turn({"company_id": whose, "provider": provider}, 1 / rate, priority, deadline)

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        until = self._clock.now().timestamp() + min(max(seconds, 0.0), LONGEST_PAUSE)
        row = {"company_id": EVERYONE, "provider": provider, "free_at": until, "paused_until": until}
        statement = insert(_BUDGET, self._engine.dialect).values(row)
        later = {name: _later(_BUDGET.c[name], until) for name in ("free_at", "paused_until")}
        with _failing_closed(), self._engine.begin() as connection:
            connection.execute(statement.on_conflict_do_update(index_elements=list(_BUDGET.primary_key), set_=later))

    def _take_turn(self, whose: dict[str, str], interval: float, priority: Priority, deadline: float) -> None:
        ahead = self._longest_wait / 4**priority
        while True:
            now, left = self._clock.now().timestamp(), deadline - self._clock.monotonic()
            with _failing_closed():
                at, booked = self._book(whose, interval, now, min(ahead, left))
            if at - now > left:
                raise RateLimited(retry_after=at - now)
            at_once = booked and at - now < MOMENT
            if not at_once:
                self._clock.sleep(at - now if booked else max(at - now - ahead, interval))
            if at_once or (booked and not self._paused(whose)):
                return

    def _book(self, whose: dict[str, str], interval: float, now: float, ahead: float) -> tuple[float, bool]:
        """The instant that is free next, in seconds since 1970, and whether it was booked: it may be too far off."""
        values = {**whose, "now": now, "step": interval, "far": now + LONGEST_PAUSE, "until": now + ahead}
        with self._engine.begin() as connection:
            booked = connection.execute(self._booking, values).scalar()
            if booked is not None:
                return float(booked) - interval, True
            mine = [_BUDGET.c[name] == value for name, value in whose.items()]
            return float(connection.execute(select(_BUDGET.c.free_at).where(*mine)).scalar_one()), False

    @cached_property
    def _booking(self) -> ReturningInsert[float]:
        """Takes :step from the first instant that is free from :now on, if that is not after :until."""
        now, step = bindparam("now", type_=Float), bindparam("step", type_=Float)
        free_at = case(
            (_BUDGET.c.free_at > bindparam("far", type_=Float), now),
            (_BUDGET.c.free_at > now, _BUDGET.c.free_at),
            else_=now,
        )
        statement = insert(_BUDGET, self._engine.dialect).values(
            company_id=bindparam("company_id"), provider=bindparam("provider"), free_at=now + step, paused_until=0.0
        )
        return statement.on_conflict_do_update(
            index_elements=list(_BUDGET.primary_key),
            set_={"free_at": free_at + step},
            where=free_at <= bindparam("until", type_=Float),
        ).returning(_BUDGET.c.free_at)

    def _paused(self, whose: dict[str, str]) -> bool:
        """Whether a pause has begun since the instant was booked."""
        mine = [_BUDGET.c[name] == value for name, value in whose.items()]
        with _failing_closed(), self._engine.execution_options(read_only=True).connect() as connection:
            until = connection.execute(select(_BUDGET.c.paused_until).where(*mine)).scalar()
        return until is not None and until > self._clock.now().timestamp()


def _later(column: ColumnElement[Any], instant: float) -> ColumnElement[Any]:
    return case((column > instant, column), else_=literal(instant))


@contextmanager
def _failing_closed() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise RateLimited from error
