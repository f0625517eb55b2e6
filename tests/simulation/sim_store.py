"""The database of a run: a process may die around every commit, rows may be held, and it may be put back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.values.references import BatchId, CompanyId
from trackifi_accounting.errors import DatabaseBusy
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.testing.doubles.store.deliveries import Place
from trackifi_accounting.testing.doubles.store.store import MemoryStore

from tests.simulation.engine import Engine

Seen = dict[CompanyId, dict[Place, Delivery]]
LONGEST_WAIT = 3.0  # seconds for a row that somebody holds: what the database is told to wait
IDLE = 10.0  # seconds that the database lets a transaction stand still
FROZEN = 300.0  # seconds that a machine stands still in the middle of a transaction


class SimStore(MemoryStore):
    """Tells ``on_change`` of each committed delivery; a process may die before and after every commit.

    ``lagging`` is told once, when an intent has been committed, what puts back the database without it. ``held`` tells until when somebody else holds a company's rows; ``restarts`` counts how often the database was put
    back or lost commits, and with that all its sessions.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self.held: dict[CompanyId, float] = {}
        self.restarts = 0
        self.lagging: Callable[[Callable[[], None]], None] | None = None
        self._seen: Seen = {}
        self.on_change: Callable[[Delivery | None, Delivery], None] = lambda _before, _after: None

    @contextmanager
    def write(self, company: CompanyId) -> Iterator[UnitOfWork]:
        self._engine.point("begins")
        if self.held and self._engine.current:
            self._wait_for_rows(company)
        without = self.backup() if self.lagging else None
        froze = False
        with super().write(company) as work:
            yield work
            self._engine.brink("before the commit")
            written = self._companies[company].journal.pending
            if written and self._engine.freezes():
                self._companies[company].journal.roll_back()
                written, froze = False, True
        if froze:
            self._stand_still(company)
        if written:
            intent = self._tell(company)
            if intent and without and self.lagging:
                self.lagging(without)
                self.lagging = None
        self._engine.brink("after the commit")

    @contextmanager
    def read(self, company: CompanyId) -> Iterator[UnitOfWork]:
        """Whoever only reads waits for nobody."""
        self._engine.point("begins")
        with super().write(company) as work:
            yield work
            self._engine.brink("before the commit")
        self._engine.brink("after the commit")

    def _wait_for_rows(self, company: CompanyId) -> None:
        """Raises: DatabaseBusy when they are not free within some seconds."""
        for _ in range(2):
            left = self.held.get(company, 0.0) - self._engine.elapsed
            if left <= 0:
                return
            self._engine.sleep(min(left, LONGEST_WAIT / 2))
        if self.held.get(company, 0.0) > self._engine.elapsed:
            raise DatabaseBusy(retry_after=IDLE)

    def _stand_still(self, company: CompanyId) -> None:
        """The machine stands still with the rows held; the database ends the session meanwhile. Raises: DatabaseBusy."""
        self.held[company] = self._engine.elapsed + IDLE
        self._engine.suspend(FROZEN)
        raise DatabaseBusy(retry_after=IDLE)

    def deliveries(self) -> list[Delivery]:
        return [one for tables in self._companies.values() for one in tables.deliveries.values()]

    def integration(self, company: CompanyId) -> Integration | None:
        """As it stands, without a transaction."""
        return next(iter(self._companies[company].integrations.values()), None)

    def is_stopped(self, company: CompanyId, batch: BatchId | None) -> bool:
        """Whether the batch is stopped at this moment."""
        rows = self._companies[company].batches.items()
        return any(row.stopped_by is not None for (_, known), row in rows if known == batch)

    def swept(self, company: CompanyId) -> ScheduledTaskState:
        """How the sweep stands, without a transaction."""
        rows = self._companies[company].scheduled_tasks
        return next((state for (_, one), state in rows.items() if one is ScheduledTask.SWEEP), ScheduledTaskState())

    def next_due(self) -> float | None:
        return min((one.due.timestamp() for one in self.deliveries() if one.due), default=None)

    def stands(self, intent: Delivery, at: datetime) -> bool:
        """Whether it is stored as it is, and may still leave, without a transaction."""
        row = self._companies[intent.company].deliveries.get((intent.provider, intent.kind, intent.invoice))
        ends = intent.not_after if intent.state is DeliveryState.SENDING else at + timedelta(seconds=1)
        return row is not None and row.version == intent.version and ends is not None and at < ends

    def knows_intent(self, company: CompanyId, since: datetime) -> bool:
        """Whether an intent of the company was written then or later, without a transaction."""
        rows = self._companies[company].deliveries.values()
        return any(one.intended_at and one.intended_at >= since for one in rows)

    def backup(self) -> Callable[[], None]:
        """Keep everything; gives what puts it back."""
        kept = {
            company: {name: dict(rows) for name, rows in vars(tables).items() if isinstance(rows, dict)}
            for company, tables in self._companies.items()
        }

        restored = self._restored

        def restore() -> None:
            self._restored = restored
            self.restarts += 1
            self.held.clear()
            for company, tables in self._companies.items():
                for name, rows in kept.get(company, {}).items():
                    present = getattr(tables, name)
                    present.clear()
                    present.update(rows)
                self._seen[company] = dict(tables.deliveries)

        return restore

    def _tell(self, company: CompanyId) -> bool:
        """Tell of all that has changed; gives whether an intent is among it."""
        rows, seen = self._companies[company].deliveries, self._seen.setdefault(company, {})
        changed = [(place, row) for place, row in rows.items() if seen.get(place) is not row]
        for place, row in changed:
            before = seen.get(place)
            seen[place] = row
            self.on_change(before, row)
        return any(DeliveryState.SENDING in {row.state, row.pdf_state} for _, row in changed)
