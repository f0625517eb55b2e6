"""Trackifi's own ports in a run: each meeting with them is a point where a process may stop, wait or die."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import BatchId, CompanyId, Digest, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.errors import DatabaseBusy
from trackifi_accounting.ports.attempts import Stored
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.store.deliveries import Place
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting.testing.doubles.vault import MemoryVault

from tests.simulation.engine import Engine
from tests.simulation.sim_clock import SimClock
from tests.simulation.sim_machines import MachineClock

Seen = dict[CompanyId, dict[Place, Delivery]]
LONGEST_WAIT = 3.0  # seconds for a row that somebody holds: what the database is told to wait
IDLE = 10.0  # seconds that the database lets a transaction stand still
FROZEN = 300.0  # seconds that a machine stands still in the middle of a transaction
SESSIONS = 10.0  # seconds that it is remembered when the database was put back


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


class Mark:
    """When the last intent was written and for which company, as it is kept outside the database."""

    def __init__(self) -> None:
        self.last: tuple[datetime, CompanyId] | None = None

    def raise_to(self, moment: datetime, company: CompanyId) -> None:
        """Remember it unless a later one is known."""
        if self.last is None or moment > self.last[0]:
            self.last = (moment, company)


class SimAttempts(MemoryAttempts):
    """A process's own: it recognises by the mark that the database was put back, as soon as its sessions are new."""

    def __init__(
        self, engine: Engine, *, store: SimStore, clock: SimClock | MachineClock, mark: Mark, limiter: MemoryLimiter
    ) -> None:
        super().__init__(store=store, time=clock)
        self._engine = engine
        self._limiter = limiter
        self._database = store
        self._clock = clock
        self._mark = mark
        self._known: tuple[int, float, datetime | None] | None = None

    def restored_at(self) -> datetime | None:
        now, sessions = self._clock.monotonic(), self._database.restarts
        if self._known is None or self._known[0] != sessions:
            self._recognise()
            self._known = (sessions, now, self._database.restored_at())
        elif now - self._known[1] > SESSIONS:
            self._known = (sessions, now, self._database.restored_at())
        return self._known[2]

    def begun(self, intent: Delivery) -> None:
        assert intent.intended_at is not None, "it is written with the intent"
        self._between("marks an intent")
        self._mark.raise_to(intent.intended_at, intent.company)

    def look(self, intent: Delivery) -> Stored | None:
        stored, task = super().look(intent), self._engine.current
        measured = self._clock.measure()
        if task is not None:
            task.asked, task.stood = self._engine.elapsed, self._database.stands(intent, measured)
            now, task.budget = self._database.integration(intent.company), not self._limiter.down
            task.key = now.key_generation if now and now.usable else None
        self._between("has asked")
        return stored if stored is None or stored.at == measured else replace(stored, at=measured)

    def _between(self, name: str) -> None:
        """Only where machines sleep there is a point here: elsewhere nothing happens in between."""
        if self._engine.swarm.suspended:
            self._engine.point(name)

    def _recognise(self) -> None:
        last = self._mark.last
        if last is not None and not self._database.knows_intent(last[1], last[0]):
            self._database.declare_restored(self._clock.now())
            self._mark.last = None


class SimFiles(MemoryFiles):
    """Files with points."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def put(self, company: CompanyId, content: bytes) -> Digest:
        self._engine.point("keeps a file")
        return super().put(company, content)

    def get(self, company: CompanyId, digest: Digest) -> bytes:
        self._engine.point("reads a file")
        return super().get(company, digest)


class SimLimiter(MemoryLimiter):
    """A limiter with points: whoever waits for a turn may wait for long."""

    def __init__(self, engine: Engine, *, per_second: float | None) -> None:
        super().__init__(clock=engine.clock, per_second=per_second)
        self._engine = engine

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        self._engine.point("asks for its turn")
        super().wait(provider, company, priority, writes=writes)


class SimHost(MemoryHost):
    """Tells ``on_edit`` of an invoice that Trackifi hands over."""

    on_edit: Callable[[CompanyId, Invoice], None] = staticmethod(lambda _company, _invoice: None)

    def put_invoice(self, company: CompanyId, invoice: Invoice) -> None:
        self.on_edit(company, invoice)
        super().put_invoice(company, invoice)


class SimVault(MemoryVault):
    """A vault with points, and with a backup of its own."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def store(self, company: CompanyId, provider: ProviderName, credentials: Credentials, *, generation: int) -> str:
        self._engine.point("keeps a key")
        return super().store(company, provider, credentials, generation=generation)

    def forget(self, company: CompanyId, provider: ProviderName, *, keep: int | None = None) -> None:
        self._engine.point("forgets keys")
        super().forget(company, provider, keep=keep)

    def backup(self) -> Callable[[], None]:
        """Keep everything; gives what puts it back."""
        kept = {place: dict(keys) for place, keys in self._kept.items()}

        def restore() -> None:
            self._kept = {place: dict(keys) for place, keys in kept.items()}

        return restore
