"""Trackifi's own ports in a run: each meeting with them is a point where a process may stop, wait or die."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import Chore, ChoreState
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import BatchId, CompanyId, Digest, ProviderName
from trackifi_accounting.domain.values.secrets import Credentials
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.ports.store import UnitOfWork
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.store.deliveries import Place
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting.testing.doubles.vault import MemoryVault

from tests.simulation.engine import Engine

Seen = dict[CompanyId, dict[Place, Delivery]]


class SimStore(MemoryStore):
    """Tells ``on_change`` of each committed delivery; a process may die before and after every commit."""

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._seen: Seen = {}
        self.on_change: Callable[[Delivery | None, Delivery], None] = lambda _before, _after: None

    @contextmanager
    def write(self, company: CompanyId) -> Iterator[UnitOfWork]:
        self._engine.point("begins")
        with super().write(company) as work:
            yield work
            self._engine.brink("before the commit")
            written = self._companies[company].journal.pending
        if written:
            self._tell(company)
        self._engine.brink("after the commit")

    def deliveries(self) -> list[Delivery]:
        return [one for tables in self._companies.values() for one in tables.deliveries.values()]

    def integration(self, company: CompanyId) -> Integration | None:
        """As it stands, without a transaction."""
        return next(iter(self._companies[company].integrations.values()), None)

    def is_stopped(self, company: CompanyId, batch: BatchId | None) -> bool:
        """Whether the batch is stopped at this moment."""
        rows = self._companies[company].batches.items()
        return any(row.stopped_by is not None for (_, known), row in rows if known == batch)

    def swept(self, company: CompanyId) -> ChoreState:
        """How the sweep stands, without a transaction."""
        rows = self._companies[company].chores
        return next((state for (_, chore), state in rows.items() if chore is Chore.SWEEP), ChoreState())

    def next_due(self) -> float | None:
        return min((one.due.timestamp() for one in self.deliveries() if one.due), default=None)

    def backup(self) -> Callable[[], None]:
        """Keep everything; gives what puts it back."""
        kept = {
            company: {name: dict(rows) for name, rows in vars(tables).items() if isinstance(rows, dict)}
            for company, tables in self._companies.items()
        }

        def restore() -> None:
            for company, tables in self._companies.items():
                for name, rows in kept.get(company, {}).items():
                    present = getattr(tables, name)
                    present.clear()
                    present.update(rows)
                self._seen[company] = dict(tables.deliveries)

        return restore

    def _tell(self, company: CompanyId) -> None:
        rows, seen = self._companies[company].deliveries, self._seen.setdefault(company, {})
        changed = [(place, row) for place, row in rows.items() if seen.get(place) is not row]
        for place, row in changed:
            before = seen.get(place)
            seen[place] = row
            self.on_change(before, row)


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
