"""Ports on a real database whose every call has a number, at one of which the process dies."""

from collections.abc import Iterator
from contextlib import contextmanager

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.values.references import CompanyId, Digest, ProviderName, RemoteInvoiceId
from trackifi_accounting.errors import OutcomeUnknown
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.files import MemoryFiles
from trackifi_accounting.testing.doubles.limiter import MemoryLimiter
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks

LATE_BY = 45.0  # seconds


class Died(BaseException):
    """The process ends here."""


class Steps:
    """Counts the points of a process; it dies at ``last``, None for never."""

    def __init__(self) -> None:
        self.last: int | None = None
        self.made = 0

    def write(self, last: int | None) -> None:
        """Start a process anew."""
        self.last, self.made = last, 0

    def step(self) -> None:
        """One more point."""
        self.made += 1
        if self.made == self.last:
            raise Died


class DyingStore:
    """A database; dies before a transaction begins, before its commit, and after it."""

    def __init__(self, store: Store, steps: Steps) -> None:
        self._store = store
        self._steps = steps

    @contextmanager
    def write(self, company: CompanyId) -> Iterator[UnitOfWork]:
        self._steps.step()
        with self._store.write(company) as work:
            yield work
            self._steps.step()
        self._steps.step()

    @contextmanager
    def read(self, company: CompanyId) -> Iterator[UnitOfWork]:
        self._steps.step()
        with self._store.read(company) as work:
            yield work
            self._steps.step()
        self._steps.step()

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


class DyingFiles(MemoryFiles):
    """Files; dies before and after each use."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps

    def put(self, company: CompanyId, content: bytes) -> Digest:
        self._steps.step()
        digest = super().put(company, content)
        self._steps.step()
        return digest

    def get(self, company: CompanyId, digest: Digest) -> bytes:
        self._steps.step()
        return super().get(company, digest)


Store.register(DyingStore)


class DyingLimiter(MemoryLimiter):
    """A limiter; dies before each grant, so before each call."""

    def __init__(self, clock: ManualClock, steps: Steps) -> None:
        super().__init__(clock=clock)
        self._steps = steps

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        self._steps.step()
        super().wait(provider, company, priority, writes=writes)


class FaultyBooks(MemoryBooks):
    """Books where the first request of each kind in ``faulty`` meets ``fault``; ``arrive`` has late ones take effect."""

    steps: Steps
    clock: ManualClock
    fault: str = "none"
    faulty: set[str]
    late: list[tuple[float, object]]

    def enter(self, invoice: RemoteInvoice, *, payload: bytes = b"") -> RemoteInvoice:
        self._write("invoice", lambda: MemoryBooks.enter(self, invoice, payload=payload))
        return invoice

    def add_file(self, to: RemoteInvoiceId, document: Document) -> None:
        self._write("file", lambda: MemoryBooks.add_file(self, to, document))

    def arrive(self) -> None:
        """Let late requests take effect whose time has come."""
        now = self.clock.monotonic()
        for at, act in [one for one in self.late if one[0] <= now]:
            self.late.remove((at, act))
            act()

    def _write(self, kind: str, act) -> None:
        self.steps.step()
        fault = self.fault if kind in self.faulty else "none"
        self.faulty.discard(kind)
        if fault == "late":
            self.late.append((self.clock.monotonic() + LATE_BY, act))
        elif fault != "before":
            act()
        self.steps.step()
        if fault != "none":
            raise OutcomeUnknown
