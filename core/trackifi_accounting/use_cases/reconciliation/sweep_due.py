"""Sweep each integration when an invoice of its has been sent a quarter of an hour, an hour … ago, then nightly."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.sweeps import AFTER_SENDING, WATCHED
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.connections.sessions import Providers
from trackifi_accounting.use_cases.reconciliation.sweep import Sweep
from trackifi_accounting.use_cases.scheduling.claims import found_by
from trackifi_accounting.use_cases.scheduling.due import DueTask
from trackifi_accounting.use_cases.scheduling.nightly import last_night, next_night

LEASE: Final = timedelta(minutes=30)
APART: Final = timedelta(minutes=10)
"""Two sweeps of an integration are at least so far apart, however many invoices it sends."""
OVERLAP: Final = timedelta(hours=1)
"""What was new so long before the last sweep is looked at again: the provider's clock is not ours, its lists lag."""

Alarm = Callable[[CompanyId, ProviderName, Problem], None]


def no_alarm(_company: CompanyId, _provider: ProviderName, _problem: Problem) -> None:
    """Nobody watches."""


class SweepDue(DueTask):
    """The sweeps that nobody asks for; a finding is told to ``alarm`` once, and stays until solved. Counts new ones."""

    def __init__(
        self, *, providers: Providers, store: Store, clock: Clock, sweep: Sweep, alarm: Alarm = no_alarm
    ) -> None:
        super().__init__(ScheduledTask.SWEEP, providers=providers, store=store, clock=clock, lease=LEASE)
        self._sweep = sweep
        self._alarm = alarm

    def now(self, company: CompanyId, provider: ProviderName) -> int:
        """Sweep it whenever it would be due; whoever is at it already does so again soon. Gives the same as ``one``."""
        with self._store.write(company) as work:
            work.scheduled_tasks.bring_forward(provider, {ScheduledTask.SWEEP: self._clock.now()})
        return self.one(company, provider)

    def _do(self, integration: Integration, state: ScheduledTaskState) -> int:
        now, known = self._clock.now(), found_by(state)
        if not known and not self._any_watched(integration, now):
            # The next invoice that is sent brings it up again.
            with self._store.write(integration.company) as work:
                work.scheduled_tasks.finish(integration.provider, ScheduledTask.SWEEP, due=None)
            return 0
        full = state.fully_at is None or state.fully_at < last_night(now)
        since = now - WATCHED - OVERLAP if full or state.done_at is None else state.done_at - OVERLAP
        try:
            swept = self._sweep(integration, known, since=since, now=now)
        except AccountingError as error:
            self._leases.fail(integration, state, error, again=APART)
            return 0
        for problem in swept.fresh:
            self._alarm(integration.company, integration.provider, problem)
        self._finish(integration, swept.found, now=now, full=full)
        return len(swept.fresh)

    def _any_watched(self, integration: Integration, now: datetime) -> bool:
        with self._store.read(integration.company) as work:
            return work.deliveries.first_sent(integration.provider, after=now - WATCHED - OVERLAP) is not None

    def _finish(self, integration: Integration, found: Sequence[Problem], *, now: datetime, full: bool) -> None:
        with self._store.write(integration.company) as work:
            due = _next(work, integration.provider, now, watching=bool(found))
            fully_at = now if full else None
            work.scheduled_tasks.finish(
                integration.provider, ScheduledTask.SWEEP, due=due, done_at=now, fully_at=fully_at, problems=found
            )


def _next(work: UnitOfWork, provider: ProviderName, now: datetime, *, watching: bool) -> datetime | None:
    """When some invoice has been sent long enough ago, or tonight; None when there is nothing to watch."""
    firsts = [(after, work.deliveries.first_sent(provider, after=now - after)) for after in AFTER_SENDING]
    times = [sent + after for after, sent in firsts if sent is not None]
    night = next_night(now)
    if watching or work.deliveries.first_sent(provider, after=night - WATCHED) is not None:
        times.append(night)
    return max(min(times), now + APART) if times else None
