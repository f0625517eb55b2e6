"""The attempts port's double: the delivery is read from a store's double."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from datetime import datetime

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.ports.attempts import Attempts, Stored
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.ports.store import Store


class MemoryAttempts(Attempts):
    """``outside`` is the time of the last intent, as kept outside the database."""

    def __init__(self, *, store: Store, time: DatabaseTime) -> None:
        self._store = store
        self._time = time
        self.outside: datetime | None = None

    def restored_at(self) -> datetime | None:
        return self._store.restored_at()

    def begun(self, intent: Delivery) -> None:
        assert intent.intended_at is not None, "it is written with the intent"
        self.outside = max(intent.intended_at, self.outside or intent.intended_at)

    def look(self, intent: Delivery) -> Stored | None:
        with self._store.read(intent.company) as work:
            found = work.deliveries.get(intent.provider, intent.kind, intent.invoice)
            integration = work.integrations.get(intent.provider)
        if found is None:
            return None
        return Stored(
            at=self._time.now(),
            version=found.version,
            state=found.state,
            pdf_state=found.pdf_state,
            integration=integration,
            restored_at=self._store.restored_at(),
            apart=self._time.apart(),
        )
