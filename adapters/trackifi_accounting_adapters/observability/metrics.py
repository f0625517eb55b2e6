"""Measurements for Prometheus: counters of this process, and what the database holds when it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.domain.limits.breaker import BreakerState
from trackifi_accounting.ports.clock import Clock

from trackifi_accounting_adapters.database.measures import Measures, measured
from trackifi_accounting_adapters.logs import writer
from trackifi_accounting_adapters.observability.observed_limiter import Counters

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Metric

PREFIX: Final = "trackifi_accounting_"
LOOPBACK: Final = "127.0.0.1"
Values = dict[tuple[str, ...], float]
_CALL: Final = ("provider", "method", "path")


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricFamily:
    """One measurement: its name after the prefix, what it means, its labels and its values by them."""

    name: str
    told: str
    labels: tuple[str, ...]
    values: Values
    counts: bool = False


class Metrics:
    """The collector of measurements; its library is read at the first scrape, so that no start waits for it."""

    def __init__(self, *, engine: Engine, clock: Clock, tally: Counters, requests_per_second: float) -> None:
        self._engine = engine
        self._clock = clock
        self._tally = tally
        self._full = requests_per_second

    def exposition(self) -> bytes:
        """All measurements in Prometheus' text format."""
        from prometheus_client import generate_latest  # noqa: PLC0415 - see the class

        return bytes(generate_latest(self.registry()))

    def registry(self) -> "CollectorRegistry":
        """A registry that measures when it is asked; apart from the library's own, which a host may use."""
        from prometheus_client import CollectorRegistry, ProcessCollector  # noqa: PLC0415 - see the class

        made = CollectorRegistry()
        made.register(self)
        ProcessCollector(registry=made)
        return made

    def collect(self) -> "Iterator[Metric]":
        """What Prometheus' library calls."""
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily  # noqa: PLC0415 - see the class

        for family in self.families():
            kind = CounterMetricFamily if family.counts else GaugeMetricFamily
            made = kind(PREFIX + family.name, family.told, labels=family.labels)
            for labels, value in sorted(family.values.items()):
                made.add_metric(labels, value)
            yield made

    def families(self) -> Iterator[MetricFamily]:
        """Every measurement; those of the database are left out while it can't be read."""
        yield from self._counters()
        try:
            measures = measured(self._engine, self._clock.now())
        except SQLAlchemyError:
            measures = None
        yield MetricFamily(
            name="database_up", told="1 if the database can be read.", labels=(), values={(): measures is not None}
        )
        if measures:
            yield from _of_deliveries(measures, self._clock.now())
            yield from _of_budgets(measures, self._full, self._clock.now())

    def _counters(self) -> Iterator[MetricFamily]:
        for name, tally, told, labels in COUNTERS:
            yield MetricFamily(name=name, told=told, labels=labels, values=self._tally.of(tally), counts=True)
        yield MetricFamily(
            name="log_lines_lost",
            told="Lines that nobody took.",
            labels=(),
            values={(): writer.lost()},
            counts=True,
        )


COUNTERS: Final = (
    ("calls", "calls", "Calls to providers; status none: no answer.", (*_CALL, "status")),
    ("call_seconds", "took", "Seconds that calls took, summed.", _CALL),
    ("write_attempts", "writes", "Calls that may book something, by outcome.", ("provider", "outcome")),
    ("ambiguous_outcomes", "ambiguous", "Writes without a clean answer: each is looked after.", ("provider",)),
    ("limiter_grants", "granted", "Calls that were granted.", ("provider", "priority")),
    ("limiter_wait_seconds", "waited", "Seconds that granted calls had waited, summed.", ("provider", "priority")),
    ("limiter_refusals", "refused", "Calls that were not granted, by reason.", ("provider", "reason")),
    ("pauses_asked", "pauses", "Pauses that providers asked for (429).", ("provider",)),
)
"""Name, the tally it shows, what it means, labels."""


def _of_deliveries(measures: Measures, now: datetime) -> Iterator[MetricFamily]:
    states: Values = {(provider, state, pdf): count for provider, state, pdf, count in measures.deliveries}
    yield _gauge("deliveries", "Deliveries by state and by state of the PDF.", ("state", "pdf_state"), states)
    due: Values = {(provider,): count for provider, count, _ in measures.due}
    yield _gauge("deliveries_due", "Deliveries whose time has come.", (), due)
    ages: Values = {(provider,): _age(since, now) for provider, _, since in measures.due}
    yield _gauge("oldest_due_seconds", "Since when the first of them waits.", (), ages)
    yield _gauge("integrations", "Integrations by state.", ("state",), dict(measures.integrations.items()))
    synced: Values = {(provider,): _age(at, now) for provider, at in measures.synced.items()}
    yield _gauge("oldest_sync_seconds", "Age of the last sync that is the longest ago.", (), synced)


def _of_budgets(measures: Measures, full: float, now: datetime) -> Iterator[MetricFamily]:
    at = now.timestamp()
    budgets = measures.budgets.items()
    rates: Values = {(provider,): budget.rate(full, at) for provider, budget in budgets}
    yield _gauge("requests_per_second", "Calls a second that may be made now.", (), rates)
    pauses: Values = {(provider,): max(0.0, budget.paused_until - at) for provider, budget in budgets}
    yield _gauge("pause_seconds", "How long a pause that a provider asked for still lasts.", (), pauses)
    states: Values = {
        (provider, state.value): float(budget.breaker.state(at) is state)
        for provider, budget in budgets
        for state in BreakerState
    }
    yield _gauge("breaker", "1 for the state that the breaker is in.", ("state",), states)
    stopped: Values = {(provider,): measures.stopped[provider] for provider, _ in budgets}
    yield _gauge("companies_stopped", "Companies for which calls have stopped.", (), stopped)


def _gauge(name: str, told: str, labels: tuple[str, ...], values: Values) -> MetricFamily:
    return MetricFamily(name=name, told=told, labels=("provider", *labels), values=values)


def _age(since: datetime, now: datetime) -> float:
    # SQLite gives an aggregate of instants back without their zone, which is always UTC.
    aware = since if since.tzinfo else since.replace(tzinfo=UTC)
    return max(0.0, (now - aware).total_seconds())


def serve_metrics(metrics: Metrics, *, port: int, host: str = LOOPBACK) -> int:
    """Answer ``GET /metrics`` in a thread until the process ends; gives the port, a free one for 0.

    Nobody has to sign in, so leave it on loopback, or to a network of your own. Raises: OSError.
    """
    from prometheus_client import start_http_server  # noqa: PLC0415 - as above

    server, _ = start_http_server(port, addr=host, registry=metrics.registry())
    return int(server.server_port)
