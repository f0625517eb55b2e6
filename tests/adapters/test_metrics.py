"""Measurements: what the database holds and what this process did, readable by Prometheus, naming no company."""

import subprocess
import sys
import urllib.request
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import Engine
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.limits.exchanges import Exchange, ExchangeOutcome
from trackifi_accounting.errors import ProviderUnavailable
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.examples.stored_records import ACME, NOW, OTHER, PROVIDER, delivery, integration
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.limits.limiter import SqlLimiter
from trackifi_accounting_adapters.observability.metrics import Metrics, serve_metrics
from trackifi_accounting_adapters.observability.observed_limiter import Counters, ObservedLimiter


class Samples(dict[frozenset[str], float]):
    """Values by name and labels, in any order."""

    def __getitem__(self, named: tuple[str, ...]) -> float:
        return super().__getitem__(frozenset(named))


class Watched:
    """A limiter that is watched, and the measurements of its database."""

    def __init__(self, engine: Engine) -> None:
        self.clock = ManualClock(NOW)
        tally = Counters()
        budget = SqlLimiter(engine=engine, clock=self.clock, per_second=10, company_per_second=10)
        self.limiter = ObservedLimiter(limiter=budget, clock=self.clock, tally=tally)
        self.metrics = Metrics(engine=engine, clock=self.clock, tally=tally, requests_per_second=10)

    def call(
        self, outcome: ExchangeOutcome, *, path: str = "/invoices/{id}", writes: bool = False, status: int | None = None
    ) -> None:
        self.limiter.wait(PROVIDER, ACME, Priority.INVOICE, writes=writes)
        method = "POST" if writes else "GET"
        made = Exchange(outcome=outcome, method=method, path=path, writes=writes, seconds=0.25, status=status)
        self.limiter.report(PROVIDER, ACME, made)

    def shown(self) -> Samples:
        return parsed(self.metrics.exposition().decode())


def parsed(text: str) -> Samples:
    return Samples(
        (frozenset((sample.name.removeprefix("trackifi_accounting_"), *sample.labels.values())), sample.value)
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    )


@pytest.fixture
def watched(engine: Engine) -> Watched:
    return Watched(engine)


def test_deliveries_are_counted_by_state_over_all_companies(engine: Engine, watched: Watched) -> None:
    late = replace(delivery("1"), due=NOW - timedelta(minutes=5))
    later = replace(delivery("2"), due=NOW + timedelta(minutes=5))
    for company, one in ((ACME, late), (ACME, later), (OTHER, replace(late, company=OTHER))):
        with SqlStore(engine=engine).write(company) as work:
            work.deliveries.add(one)
    shown = watched.shown()
    assert shown["deliveries", PROVIDER, DeliveryState.READY, PdfState.NONE] == 3
    assert shown["deliveries_due", PROVIDER] == 2
    assert shown["oldest_due_seconds", PROVIDER] == 300
    assert shown["database_up",] == 1


def test_the_oldest_sync_counts(engine: Engine, watched: Watched) -> None:
    for company, hours in ((ACME, 3), (OTHER, 30)):
        with SqlStore(engine=engine).write(company) as work:
            work.integrations.put(replace(integration(), company=company, synced_at=NOW - timedelta(hours=hours)))
    shown = watched.shown()
    assert shown["oldest_sync_seconds", PROVIDER] == 30 * 3600
    assert shown["integrations", PROVIDER, integration().state] == 2


def test_calls_are_counted_by_what_they_were_and_came_to(watched: Watched) -> None:
    watched.call(ExchangeOutcome.OK, status=200)
    watched.call(ExchangeOutcome.OK, status=200)
    watched.call(ExchangeOutcome.FAILED, path="/invoices", writes=True)
    watched.call(ExchangeOutcome.THROTTLED, status=429)
    shown = watched.shown()
    assert shown["calls_total", PROVIDER, "GET", "/invoices/{id}", "200"] == 2
    assert shown["calls_total", PROVIDER, "GET", "/invoices/{id}", "429"] == 1
    assert shown["call_seconds_total", PROVIDER, "GET", "/invoices/{id}"] == 0.75
    assert shown["write_attempts_total", PROVIDER, "failed"] == shown["ambiguous_outcomes_total", PROVIDER] == 1
    assert shown["limiter_grants_total", PROVIDER, "invoice"] == 4
    assert shown["limiter_wait_seconds_total", PROVIDER, "invoice"] == pytest.approx(0.3, abs=0.001)


def test_a_breaker_that_opened_shows_and_so_do_its_refusals(watched: Watched) -> None:
    for _ in range(5):
        watched.call(ExchangeOutcome.UNREACHABLE)
    with pytest.raises(ProviderUnavailable):
        watched.call(ExchangeOutcome.OK)
    shown = watched.shown()
    assert [shown["breaker", PROVIDER, state] for state in ("closed", "half_open", "open")] == [0, 0, 1]
    assert shown["limiter_refusals_total", PROVIDER, "provider_unavailable"] == 1


def test_a_pause_shows_with_the_rate_that_follows(watched: Watched) -> None:
    watched.limiter.slow_down(PROVIDER, seconds=60)
    shown = watched.shown()
    assert (shown["pause_seconds", PROVIDER], shown["requests_per_second", PROVIDER]) == (60, 5)
    assert shown["pauses_asked_total", PROVIDER] == 1


def test_another_process_shows_what_the_database_holds_at_once(engine: Engine, watched: Watched) -> None:
    for _ in range(5):
        watched.call(ExchangeOutcome.UNREACHABLE)
    assert Watched(engine).shown()["breaker", PROVIDER, "open"] == 1


def test_no_company_is_named(engine: Engine, watched: Watched) -> None:
    with SqlStore(engine=engine).write(ACME) as work:
        work.deliveries.add(delivery("1"))
        work.integrations.put(integration())
    watched.call(ExchangeOutcome.OK, status=200)
    assert ACME not in watched.metrics.exposition().decode()


def test_without_the_database_the_counters_are_still_there(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'without-tables.db'}")
    tally = Counters()
    tally.add("pauses", PROVIDER)
    shown = parsed(
        Metrics(engine=engine, clock=ManualClock(), tally=tally, requests_per_second=8).exposition().decode()
    )
    engine.dispose()
    assert shown["database_up",] == 0
    assert shown["pauses_asked_total", PROVIDER] == 1
    assert not [named for named in shown if "deliveries" in named]


def test_a_worker_shows_them_on_a_port_of_its_own(watched: Watched) -> None:
    watched.call(ExchangeOutcome.OK, status=200)
    port = serve_metrics(watched.metrics, port=0)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        assert parsed(answer.read().decode())["calls_total", PROVIDER, "GET", "/invoices/{id}", "200"] == 1


def test_the_client_library_is_not_read_before_the_first_scrape() -> None:
    code = "import sys; from trackifi_accounting_adapters.web.app import create_app; print('prometheus_client' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
