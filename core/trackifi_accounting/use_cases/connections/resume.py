"""Let what waits for a key, a right or the document feature go on."""

from dataclasses import dataclass

from trackifi_accounting.domain.deliveries.deliveries import held
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """The resumption of paused deliveries: they are due now, and trying shows whether they can go on.

    Stopped batches stay stopped.
    """

    store: Store
    clock: Clock

    def __call__(self, company: CompanyId, provider: ProviderName) -> int:
        """Give how many were paused."""
        now = self.clock.now()
        with self.store.write(company) as work:
            stopped = work.batches.stopped(provider)
            paused = [one for one in work.deliveries.unfinished(provider) if one.due is None and not held(one, stopped)]
            for delivery in paused:
                work.deliveries.replace(replace(delivery, due=now))
        return len(paused)
