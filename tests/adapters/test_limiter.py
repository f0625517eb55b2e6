"""The limiter keeps its contract on both databases, and so does its double."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome
from trackifi_accounting.errors import ProviderUnavailable, RateLimited
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.testing.contracts.limiter import LimiterContract, ended, made
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER, PROVIDER
from trackifi_accounting_adapters.clock import SystemClock
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.limits.limiter import SqlLimiter


@pytest.fixture
def engine(engine: Engine) -> Iterator[Engine]:
    """The way the container opens the database for a budget, which may lose its last second at a power cut."""
    made = create_engine(engine.url.render_as_string(hide_password=False), durable=False)
    yield made
    made.dispose()


class TestSqlLimiter(LimiterContract):
    @pytest.fixture
    def limiter(self, engine: Engine, clock: ManualClock) -> Limiter:
        return SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)


class TestMemoryLimiter(LimiterContract):
    @pytest.fixture
    def limiter(self, clock: ManualClock) -> Limiter:
        return MemoryLimiter(clock=clock, per_second=10)


class StoppedClock(ManualClock):
    """Nobody gets to sleep: who would have to, is stopped with the time it would have taken."""

    def sleep(self, seconds: float) -> None:
        raise Waiting(seconds)


class Waiting(Exception):
    @property
    def seconds(self) -> float:
        return float(self.args[0])


def waited(limiter: Limiter, priority: Priority = Priority.CHECK) -> float:
    try:
        limiter.wait(PROVIDER, ACME, priority)
    except Waiting as waiting:
        return waiting.seconds
    return 0.0


@pytest.fixture
def stopped(engine: Engine) -> SqlLimiter:
    return SqlLimiter(engine=engine, clock=StoppedClock(), per_second=10, company_per_second=None)


def test_several_processes_book_instants_that_are_evenly_apart(engine: Engine) -> None:
    limiters = [SqlLimiter(engine=engine, clock=StoppedClock(), per_second=10, company_per_second=None)] * 4
    with ThreadPoolExecutor(4) as pool:
        waits = sorted(pool.map(waited, limiters * 10))
    assert waits == pytest.approx([number / 10 for number in range(40)], abs=0.001)


def test_an_urgent_call_goes_before_imports(stopped: SqlLimiter) -> None:
    for _ in range(50):
        waited(stopped, Priority.IMPORT)
    booked = waited(stopped, Priority.CHECK)
    assert booked < 1  # imports book half a second ahead at most, however many there are


def test_the_less_urgent_a_call_the_less_it_books_ahead(stopped: SqlLimiter) -> None:
    queue = {}
    for priority in (Priority.IMPORT, Priority.INVOICE, Priority.DOCUMENT):
        for _ in range(80):
            waited(stopped, priority)
        queue[priority] = waited(stopped, Priority.CHECK)
    assert list(queue.values()) == pytest.approx([0.5, 1.9, 7.6], abs=0.11)


def test_one_company_alone_can_not_use_the_whole_budget(engine: Engine, clock: ManualClock) -> None:
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=2)
    for _ in range(11):
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    assert clock.monotonic() == pytest.approx(5)
    limiter.wait(PROVIDER, OTHER, Priority.INVOICE)
    assert clock.monotonic() < 5.2


def test_a_pause_that_begins_while_a_call_waits_holds_it_too(engine: Engine) -> None:
    class Interrupted(ManualClock):
        def sleep(self, seconds: float) -> None:
            if not self.slept:
                limiter.slow_down(PROVIDER, seconds=5)
            super().sleep(seconds)

    clock = Interrupted()
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)
    limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    assert clock.monotonic() >= 5


def test_a_clock_put_back_does_not_stop_everything(engine: Engine, clock: ManualClock) -> None:
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)
    limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    clock.jump(-24 * 3600)
    limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    assert not clock.slept


def test_who_comes_too_late_for_its_instant_books_anew(engine: Engine) -> None:
    class Drowsy(ManualClock):
        """The first to sleep is held up for a second by the machine."""

        def sleep(self, seconds: float) -> None:
            super().sleep(seconds if self.slept else seconds + 1)

    clock = Drowsy()
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None, slack=0.05)
    left = []
    for _ in range(12):
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)
        left.append(clock.monotonic())
    assert left[1] > 1
    assert max(sum(1 for other in left if at <= other < at + 1) for at in left) <= 10


def test_one_process_opens_the_breaker_for_all(engine: Engine, clock: ManualClock) -> None:
    failing, other = (SqlLimiter(engine=engine, clock=clock, per_second=10) for _ in range(2))
    for _ in range(5):
        made(failing, ExchangeOutcome.UNREACHABLE)
    with pytest.raises(ProviderUnavailable) as told:
        other.wait(PROVIDER, OTHER, Priority.CHECK)
    assert told.value.retry_after == pytest.approx(30)


def test_a_call_that_waits_while_the_breaker_opens_is_not_made(engine: Engine) -> None:
    class Interrupted(ManualClock):
        def sleep(self, seconds: float) -> None:
            for _ in range(5 if not self.slept else 0):
                limiter.report(PROVIDER, OTHER, ended(ExchangeOutcome.UNREACHABLE))
            super().sleep(seconds)

    clock = Interrupted()
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)
    limiter.wait(PROVIDER, ACME, Priority.INVOICE)
    with pytest.raises(ProviderUnavailable):
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)


def test_stopping_and_going_on_are_one_line_each(
    engine: Engine, clock: ManualClock, caplog: pytest.LogCaptureFixture
) -> None:
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)
    for _ in range(5):
        made(limiter, ExchangeOutcome.UNREACHABLE)
    for outcome in (ExchangeOutcome.FAILED, ExchangeOutcome.FAILED, ExchangeOutcome.OK):
        clock.advance(601)
        made(limiter, outcome)
    assert [record.message for record in caplog.records] == ["calls stop: they keep failing", "calls go on"]


def test_without_its_database_nothing_is_granted(tmp_path: Path, clock: ManualClock) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'without-tables.db'}")
    limiter = SqlLimiter(engine=engine, clock=clock)
    with pytest.raises(RateLimited):
        limiter.wait(PROVIDER, ACME, Priority.CHECK)
    with pytest.raises(RateLimited):
        limiter.slow_down(PROVIDER, seconds=1)
    engine.dispose()


def test_without_its_database_what_came_of_a_call_is_not_lost(tmp_path: Path, clock: ManualClock) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'without-tables.db'}")
    SqlLimiter(engine=engine, clock=clock).report(PROVIDER, ACME, ended(ExchangeOutcome.FAILED, writes=True))
    engine.dispose()


def test_limits_that_are_off_need_no_database(tmp_path: Path, clock: ManualClock) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'without-tables.db'}")
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=None, company_per_second=None)
    for _ in range(100):
        limiter.wait(PROVIDER, ACME, Priority.IMPORT)
    assert not clock.slept
    engine.dispose()


def test_the_systems_clock_moves_forward() -> None:
    clock = SystemClock()
    before, elapsed = clock.now(), clock.monotonic()
    clock.sleep(0.01)
    clock.sleep(-1)
    assert clock.now() > before
    assert clock.now().utcoffset() == timedelta(0)
    assert clock.monotonic() - elapsed >= 0.01
