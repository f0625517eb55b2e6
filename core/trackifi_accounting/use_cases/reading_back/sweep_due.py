"""Sweep each integration when an invoice of its has been sent a quarter of an hour, an hour … ago, then nightly."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.chores import Chore, ChoreState
from trackifi_accounting.domain.integrations import Integration, IntegrationState
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import CompanyId, ProviderName
from trackifi_accounting.domain.sweeps import AFTER_SENDING, WATCHED
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.nights import last_night, next_night
from trackifi_accounting.use_cases.progress import Progress, one_by_one, unwatched
from trackifi_accounting.use_cases.reading_back.sweep import Sweep
from trackifi_accounting.use_cases.sessions import Providers

LEASE: Final = timedelta(minutes=30)
APART: Final = timedelta(minutes=10)
"""Two sweeps of an integration are at least so far apart, however many invoices it sends."""
OVERLAP: Final = timedelta(hours=1)
"""What was new so long before the last sweep is looked at again: the provider's clock is not ours, its lists lag."""

Alarm = Callable[[CompanyId, ProviderName, Problem], None]


def nobody_told(_company: CompanyId, _provider: ProviderName, _problem: Problem) -> None:
    """Nobody watches."""


class SweepDue:
    """Of several workers, one does it. What is found is told to ``alarm`` once, and stays until it is solved."""

    def __init__(
        self, *, providers: Providers, store: Store, clock: Clock, sweep: Sweep, alarm: Alarm = nobody_told
    ) -> None:
        self._providers = providers
        self._store = store
        self._clock = clock
        self._sweep = sweep
        self._alarm = alarm

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        found = self._store.chores_due(Chore.SWEEP, self._clock.now())
        return tuple((company, provider) for company, provider in found if provider in self._providers)

    def __call__(self, *, progress: Progress = unwatched) -> int:
        """Sweep whatever is due; gives how much was newly found. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Sweep one integration, unless somebody else is at it or just was; gives how much was newly found."""
        now = self._clock.now()
        claimed = self._claimed(company, provider, now)
        if claimed is None:
            return 0
        integration, state = claimed
        full = state.fully_at is None or state.fully_at < last_night(now)
        since = now - WATCHED - OVERLAP if full or state.done_at is None else state.done_at - OVERLAP
        try:
            swept = self._sweep(integration, state.problems, since=since, now=now)
        except AccountingError:
            # A refused key is noted on the integration already; everything else may be better later.
            return self._finish(company, provider, now, problems=state.problems)
        for problem in swept.fresh:
            self._alarm(company, provider, problem)
        self._finish(company, provider, now, problems=swept.found, done_at=now, fully_at=now if full else None)
        return len(swept.fresh)

    def _claimed(
        self, company: CompanyId, provider: ProviderName, now: datetime
    ) -> tuple[Integration, ChoreState] | None:
        with self._store.begin(company) as work:
            state = work.chores.claim(provider, Chore.SWEEP, now=now, until=now + LEASE)
            if state is None:
                return None
            integration = work.integrations.get(provider)
            if integration is None or integration.state is not IntegrationState.ACTIVE:
                due = next_night(now) if integration else None
                work.chores.finish(provider, Chore.SWEEP, due=due, problems=state.problems)
                return None
            return integration, state

    def _finish(
        self,
        company: CompanyId,
        provider: ProviderName,
        now: datetime,
        *,
        problems: tuple[Problem, ...],
        done_at: datetime | None = None,
        fully_at: datetime | None = None,
    ) -> int:
        with self._store.begin(company) as work:
            firsts = [(after, work.deliveries.first_sent(provider, after=now - after)) for after in AFTER_SENDING]
            times = [sent + after for after, sent in firsts if sent is not None]
            night = next_night(now)
            if problems or work.deliveries.first_sent(provider, after=night - WATCHED) is not None:
                times.append(night)
            if done_at is None:
                times.append(now + APART)
            due = max(min(times), now + APART) if times else None
            work.chores.finish(provider, Chore.SWEEP, due=due, done_at=done_at, fully_at=fully_at, problems=problems)
        return 0
