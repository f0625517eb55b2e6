"""Read back now and then: what changed each hour, everything once a day."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from trackifi_accounting.domain.deliveries import DeliveryState
from trackifi_accounting.domain.integrations import Integration, IntegrationState
from trackifi_accounting.domain.references import Actor, CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.use_cases.reading_back.refresh_deliveries import RefreshDeliveries
from trackifi_accounting.use_cases.sessions import Providers

LOOK: Final = 300.0
"""Seconds between two looks at what is due."""
EVERY: Final = timedelta(hours=1)
FULL_EVERY: Final = timedelta(days=1)
WORKER: Final = Actor("Trackifi")


class RefreshDue:
    """One of a worker's turns; several workers share them, for whoever begins says so first."""

    def __init__(self, *, providers: Providers, store: Store, clock: Clock, refresh: RefreshDeliveries) -> None:
        self._providers = providers
        self._store = store
        self._clock = clock
        self._refresh = refresh
        self._next_look = float("-inf")

    def __call__(self) -> int:
        """Read back for every active integration whose hour has come; gives how many deliveries changed.

        It may be called as often as one likes. A provider's trouble stops no other company: the next hour is tried.
        """
        return sum(self.one(company, provider) for company, provider in self.due())

    def due(self) -> list[tuple[CompanyId, ProviderName]]:
        """Integrations whose hour has come; looked up every LOOK seconds, none in between."""
        if self._clock.monotonic() < self._next_look:
            return []
        self._next_look = self._clock.monotonic() + LOOK
        pairs = [(company, ProviderName(name)) for company in self._store.companies_sent() for name in self._providers]
        return [pair for pair in pairs if self._is_due(*pair)]

    def one(self, company: CompanyId, provider: ProviderName) -> int:
        """Read back for one integration, if its hour has come and nobody else has begun; gives how many changed."""
        integration = self._claimed(company, provider)
        if integration is None:
            return 0
        last = integration.invoices_fully_read_at
        full = last is None or self._clock.now() >= last + FULL_EVERY
        try:
            return self._refresh(company, provider, by=WORKER, full=full).changed
        except AccountingError:
            # A refused key is noted on the integration already; everything else may be better in an hour.
            return 0

    def _is_due(self, company: CompanyId, provider: ProviderName) -> bool:
        with self._store.begin(company) as work:
            return self._found(work, provider) is not None

    def _claimed(self, company: CompanyId, provider: ProviderName) -> Integration | None:
        """The integration, if it is due; from now on nobody else's turn before the next hour."""
        with self._store.begin(company) as work:
            integration = self._found(work, provider)
            if integration is not None:
                work.integrations.put(replace(integration, invoices_tried_at=self._clock.now()))
            return integration

    def _found(self, work: UnitOfWork, provider: ProviderName) -> Integration | None:
        integration = work.integrations.get(provider)
        if integration is None or integration.state is not IntegrationState.ACTIVE:
            return None
        tried = integration.invoices_tried_at
        early = tried is not None and self._clock.now() < tried + EVERY
        if early or not work.deliveries.count(provider).get(DeliveryState.SENT):
            return None
        return integration
