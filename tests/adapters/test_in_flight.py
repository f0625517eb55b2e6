"""Calls under way at the same time: so many to a provider, so many for a company, and no call that ended counts."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock

import pytest
from sqlalchemy import Engine
from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import RateLimited
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.testing.contracts.limiter import ended
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER, PROVIDER, SECOND
from trackifi_accounting_adapters.clock import SystemClock
from trackifi_accounting_adapters.limits.in_flight import InFlight
from trackifi_accounting_adapters.limits.limiter import SqlLimiter

THIRD = CompanyId("specimen-third")
LONG = 120  # seconds


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def limiter(sqlite_engine: Engine, clock: ManualClock) -> Limiter:
    return SqlLimiter(
        engine=sqlite_engine, clock=clock, per_second=1000, longest_wait=5, in_flight=InFlight(most=3, of_company=2)
    )


def begun(limiter: Limiter, company: CompanyId) -> bool:
    """Whether a call is granted."""
    try:
        limiter.wait(PROVIDER, company, Priority.INVOICE)
    except RateLimited:
        return False
    return True


def test_a_company_s_third_call_waits_until_one_of_two_has_ended(limiter: Limiter, clock: ManualClock) -> None:
    assert [begun(limiter, ACME) for _ in range(3)] == [True, True, False]
    assert clock.monotonic() == pytest.approx(5, abs=0.2)
    limiter.report(PROVIDER, ACME, ended(ExchangeOutcome.OK))
    assert [begun(limiter, ACME) for _ in range(2)] == [True, False]


def test_a_provider_s_fourth_call_waits_whatever_company_it_is_for(limiter: Limiter) -> None:
    assert [begun(limiter, one) for one in (ACME, ACME, OTHER, THIRD)] == [True, True, True, False]
    limiter.wait(SECOND, THIRD, Priority.INVOICE)
    limiter.report(PROVIDER, OTHER, ended(ExchangeOutcome.FAILED))
    assert begun(limiter, THIRD)


def test_a_call_that_is_not_made_counts_no_more(limiter: Limiter) -> None:
    assert [begun(limiter, ACME) for _ in range(2)] == [True, True]
    limiter.give_back(PROVIDER, ACME)
    assert begun(limiter, ACME)


def test_a_call_too_many_that_was_reported_lets_no_more_in(limiter: Limiter) -> None:
    limiter.report(PROVIDER, ACME, ended(ExchangeOutcome.OK))
    assert [begun(limiter, ACME) for _ in range(3)] == [True, True, False]


def test_of_eight_threads_two_are_under_way(sqlite_engine: Engine) -> None:
    limiter = SqlLimiter(engine=sqlite_engine, clock=SystemClock(), per_second=None, in_flight=InFlight(of_company=2))
    lock, under_way, most, together, two = Lock(), 0, 0, Barrier(8), Barrier(2)

    def call(_number: int) -> None:
        nonlocal under_way, most
        together.wait()
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)
        with lock:
            under_way += 1
            most = max(most, under_way)
        two.wait(LONG)
        SystemClock().sleep(0.15)
        with lock:
            under_way -= 1
        limiter.report(PROVIDER, ACME, ended(ExchangeOutcome.OK))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(call, range(8)))
    assert most == 2
