"""The store port's double: everything in memory, transactions included."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Lock

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.matching.state import MatchingState
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName, RemoteCompanyId
from trackifi_accounting.ports.repositories.audit import Audit
from trackifi_accounting.ports.repositories.integrations import Integrations
from trackifi_accounting.ports.store import Store, UnitOfWork
from trackifi_accounting.testing.doubles.store.batches import BatchRows, MemberRows, MemoryBatches
from trackifi_accounting.testing.doubles.store.deliveries import MemoryDeliveries, Place
from trackifi_accounting.testing.doubles.store.links import MemoryLinks
from trackifi_accounting.testing.doubles.store.register import (
    LinkRows,
    MemoryPartners,
    MemoryProducts,
    PartnerRows,
    ProductRows,
    SuggestionRows,
)
from trackifi_accounting.testing.doubles.store.rows import Rows, UndoLog
from trackifi_accounting.testing.doubles.store.scheduled_tasks import MemoryScheduledTasks, ScheduledTaskRows, is_due
from trackifi_accounting.testing.doubles.store.suggestions import (
    MatchedRows,
    MemoryMatching,
    MemorySuggestions,
    RejectionRows,
)

BUSY_TIMEOUT = 5.0  # seconds, as long as the real one waits for another transaction


class MemoryStore(Store):
    """One transaction at a time, as on SQLite; opening a second inside the first is a defect and fails."""

    def __init__(self) -> None:
        self._companies: defaultdict[CompanyId, _Tables] = defaultdict(lambda: _Tables(self._companies.values))
        self._turn = Lock()
        self._restored: datetime | None = None

    def write(self, company: CompanyId) -> AbstractContextManager[UnitOfWork]:
        return _Transaction(self._turn, self._companies[company], company)

    def companies_due(self, now: datetime) -> tuple[CompanyId, ...]:
        with self._turn:
            return tuple(sorted(company for company, tables in self._companies.items() if tables.has_due(now)))

    def matching_due(self, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        with self._turn:
            return tuple(sorted((one, of) for one, rows in self._companies.items() for of in rows.matching_due(now)))

    def scheduled_tasks_due(self, task: ScheduledTask, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        with self._turn:
            return tuple(
                sorted((one, of) for one, rows in self._companies.items() for of in rows.scheduled_tasks_due(task, now))
            )

    def restored_at(self) -> datetime | None:
        return self._restored

    def declare_restored(self, at: datetime) -> None:
        self._restored = max(at, self._restored or at)


class _Transaction(AbstractContextManager[UnitOfWork]):
    """Keeps what is changed until its end, unless it is left by an error."""

    __slots__ = ("_company", "_tables", "_turn")

    def __init__(self, turn: Lock, tables: "_Tables", company: CompanyId) -> None:
        self._turn = turn
        self._tables = tables
        self._company = company

    def __enter__(self) -> UnitOfWork:
        if not self._turn.acquire(timeout=BUSY_TIMEOUT):
            raise TimeoutError("another transaction is still open")
        return self._tables.unit(self._company)

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            self._tables.journal.commit()
        self._tables.journal.roll_back()
        self._turn.release()


class _Tables:
    """One company's rows."""

    def __init__(self, everybody: Callable[[], Collection["_Tables"]]) -> None:
        self.everybody = everybody
        self.journal = UndoLog()
        self.integrations: Rows[ProviderName, Integration] = Rows(self.journal)
        self.partners: PartnerRows = Rows(self.journal)
        self.products: ProductRows = Rows(self.journal)
        self.links: LinkRows = Rows(self.journal)
        self.rejections: RejectionRows = Rows(self.journal)
        self.suggestions: SuggestionRows = Rows(self.journal)
        self.matching: Rows[ProviderName, MatchingState] = Rows(self.journal)
        self.matched: MatchedRows = Rows(self.journal)
        self.deliveries: Rows[Place, Delivery] = Rows(self.journal)
        self.numbers: Rows[tuple[ProviderName, InvoiceKey], InvoiceId] = Rows(self.journal)
        self.scheduled_tasks: ScheduledTaskRows = Rows(self.journal)
        self.batches: BatchRows = Rows(self.journal)
        self.members: MemberRows = Rows(self.journal)
        self.audit: Rows[int, AuditEntry] = Rows(self.journal)
        self._unit: UnitOfWork | None = None

    def unit(self, company: CompanyId) -> UnitOfWork:
        """The same for each transaction: the rows are where they were, and nothing else is in it."""
        self._unit = self._unit or self._made(company)
        return self._unit

    def _made(self, company: CompanyId) -> UnitOfWork:
        return UnitOfWork(
            integrations=MemoryIntegrations(company, self.integrations, self._integrations),
            partners=MemoryPartners(self.partners, self.links, self.suggestions),
            products=MemoryProducts(self.products),
            links=MemoryLinks(self.links, self.rejections, self.partners, self.suggestions),
            suggestions=MemorySuggestions(self.suggestions, self.links, self.rejections),
            matching=MemoryMatching(self.matching, self.matched),
            deliveries=MemoryDeliveries(company, self.deliveries, self.numbers, self.partners, self._deliveries),
            scheduled_tasks=MemoryScheduledTasks(self.scheduled_tasks),
            batches=MemoryBatches(company, self.batches, self.members, self.deliveries),
            audit=MemoryAudit(self.audit),
        )

    def _deliveries(self) -> Iterator[Delivery]:
        return (one for tables in self.everybody() for one in tables.deliveries.values())

    def _integrations(self) -> Iterator[Integration]:
        return (one for tables in self.everybody() for one in tables.integrations.values())

    def has_due(self, now: datetime) -> bool:
        return any(one.due and one.due <= now for one in self.deliveries.values())

    def matching_due(self, now: datetime) -> list[ProviderName]:
        """Providers whose partners are to be matched again, or whose matching broke off."""
        return [provider for provider, state in self.matching.items() if state.is_due(now)]

    def scheduled_tasks_due(self, task: ScheduledTask, now: datetime) -> list[ProviderName]:
        """Providers whose task is to be done."""
        return [provider for (provider, of), state in self.scheduled_tasks.items() if of is task and is_due(state, now)]


class MemoryIntegrations(Integrations):
    """One company's integrations."""

    def __init__(
        self,
        company: CompanyId,
        rows: Rows[ProviderName, Integration],
        everyone: Callable[[], Iterator[Integration]],
    ) -> None:
        self._company = company
        self._rows = rows
        self._everyone = everyone

    def get(self, provider: ProviderName) -> Integration | None:
        return self._rows.get(provider)

    def put(self, integration: Integration) -> None:
        if integration.company != self._company:
            raise ValueError("a unit of work was given another company's record")
        self._rows.put(integration.provider, integration)

    def shared(self, provider: ProviderName, remote: RemoteCompanyId) -> bool:
        others = (one for one in self._everyone() if one.company != self._company and one.provider == provider)
        return any(one.usable and one.remote and one.remote.id == remote for one in others)


class MemoryAudit(Audit):
    """One company's trail."""

    def __init__(self, rows: Rows[int, AuditEntry]) -> None:
        self._rows = rows

    def add(self, entry: AuditEntry) -> None:
        self._rows.put(len(self._rows) + 1, entry)

    def page(self, *, limit: int = 100, offset: int = 0) -> Sequence[AuditEntry]:
        return list(reversed(self._rows.values()))[offset : offset + limit]
