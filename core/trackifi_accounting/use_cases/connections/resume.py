"""Let what waits for a key, a right or the document feature go on."""

from trackifi_accounting.domain.deliveries.deliveries import held
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store


class Resume:
    """Makes paused deliveries due now; whether they can go on is found out by trying. Stopped batches stay stopped."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def __call__(self, company: CompanyId, provider: ProviderName) -> int:
        """Give how many were paused."""
        now = self._clock.now()
        with self._store.write(company) as work:
            stopped = work.batches.stopped(provider)
            paused = [one for one in work.deliveries.unfinished(provider) if one.due is None and not held(one, stopped)]
            for delivery in paused:
                work.deliveries.replace(replace(delivery, due=now))
        return len(paused)
