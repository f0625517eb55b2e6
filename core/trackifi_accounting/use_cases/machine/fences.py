"""The one place that decides whether a write which was permitted a moment ago may still leave."""

from dataclasses import dataclass
from datetime import timedelta

from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.errors import NotActivated, ProviderUnavailable
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.store import Store

PERMISSION = timedelta(seconds=10)
"""How long after the intent was written the request may still start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fence:
    integration: Integration
    expires: float
    store: Store
    clock: Clock

    def __call__(self) -> None:
        with self.store.view(self.integration.company) as work:
            now = work.integrations.get(self.integration.provider)
        if now is None or not now.usable or now.epoch != self.integration.epoch:
            raise NotActivated(provider=self.integration.provider)
        # The clock is asked last: reading the database, too, may have taken its time.
        if now.key_generation != self.integration.key_generation or self.clock.monotonic() >= self.expires:
            raise ProviderUnavailable("provider_unavailable", provider=self.integration.provider)


class Fences:
    """Puts a fence around one write. It is to be put up before the intent is written, so that it ends no later."""

    def __init__(self, *, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def put_up(self, integration: Integration) -> Fence:
        """A fence that opens for PERMISSION from now, by this process's own clock, which nobody sets."""
        expires = self._clock.monotonic() + PERMISSION.total_seconds()
        return _Fence(integration=integration, expires=expires, store=self._store, clock=self._clock)
