"""Trackifi's own ports in a run: each meeting with them is a point where a process may stop, wait or die."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import CompanyId, Digest, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.ports.attempts import Stored
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.vault import MemoryVault

from tests.simulation.engine import Engine
from tests.simulation.sim_clock import SimClock
from tests.simulation.sim_machines import MachineClock
from tests.simulation.sim_store import SimStore

SESSIONS = 10.0  # seconds that it is remembered when the database was put back


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
