"""Sync each integration now and then: what changed every quarter of an hour, everything once a night."""

from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.chores import FAILED_AT, Chore
from trackifi_accounting.domain.integrations import Integration, IntegrationState
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import SYSTEM, CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError, TemporaryError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.importing.sync import SyncData
from trackifi_accounting.use_cases.nights import last_night
from trackifi_accounting.use_cases.progress import Progress, one_by_one, unwatched
from trackifi_accounting.use_cases.sessions import Providers

EVERY: Final = timedelta(minutes=15)
LEASE: Final = timedelta(hours=1)
"""A worker that has not ended after so long is taken for dead; reading 100,000 partners takes minutes."""


class SyncDue:
    """Of several workers, one does it; what stops it is kept where the card shows it, until it works again."""

    def __init__(
        self, *, providers: Providers, store: Store, clock: Clock, sync: SyncData, every: timedelta = EVERY
    ) -> None:
        self._providers = providers
        self._store = store
        self._clock = clock
        self._sync = sync
        self._every = every

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come."""
        found = self._store.chores_due(Chore.SYNC, self._clock.now())
        return tuple((company, provider) for company, provider in found if provider in self._providers)

    def __call__(self, *, progress: Progress = unwatched) -> int:
        """Sync whatever is due; gives how many records were read. Raises: Stopped, between two integrations."""
        return one_by_one(self.due(), self.one, what="integrations", progress=progress)

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Sync one integration, unless somebody else is at it or just was; gives how many records were read."""
        integration = self._claimed(company, provider)
        if integration is None:
            return 0
        started = self._clock.now()
        last = integration.fully_synced_at
        full = last is None or last < last_night(started)
        try:
            done = self._sync(company, provider, by=SYSTEM, full=full)
        except AccountingError as error:
            self._failed(company, provider, error)
            return 0
        with self._store.begin(company) as work:
            fully = started if full else None
            due = self._clock.now() + self._every
            work.chores.finish(provider, Chore.SYNC, due=due, done_at=started, fully_at=fully)
        return done.read_partners + done.read_products

    def _claimed(self, company: CompanyId, provider: ProviderName) -> Integration | None:
        now = self._clock.now()
        with self._store.begin(company) as work:
            if work.chores.claim(provider, Chore.SYNC, now=now, until=now + LEASE) is None:
                return None
            integration = work.integrations.get(provider)
            if integration is None or integration.state is not IntegrationState.ACTIVE:
                # A key that is accepted brings it up again.
                work.chores.finish(provider, Chore.SYNC, due=None)
                return None
            return integration

    def _failed(self, company: CompanyId, provider: ProviderName, error: AccountingError) -> None:
        asked = timedelta(seconds=(error.retry_after or 0) if isinstance(error, TemporaryError) else 0)
        now = self._clock.now()
        problem = Problem(code=error.code, facts={**error.facts, FAILED_AT: now.isoformat()})
        with self._store.begin(company) as work:
            work.chores.finish(provider, Chore.SYNC, due=now + max(asked, self._every), problems=(problem,))
