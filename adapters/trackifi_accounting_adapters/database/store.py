"""The store: units of work on SQLite or PostgreSQL."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, and_, or_
from sqlmodel import col, select
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.ports.store import Store, UnitOfWork

from trackifi_accounting_adapters.database.audit import SqlAudit
from trackifi_accounting_adapters.database.batches import SqlBatches
from trackifi_accounting_adapters.database.deliveries.deliveries import SqlDeliveries
from trackifi_accounting_adapters.database.integrations import SqlIntegrations
from trackifi_accounting_adapters.database.links import SqlLinks
from trackifi_accounting_adapters.database.matching.matching import SqlMatching
from trackifi_accounting_adapters.database.matching.suggestions import SqlSuggestions
from trackifi_accounting_adapters.database.partners import SqlPartners
from trackifi_accounting_adapters.database.products import SqlProducts
from trackifi_accounting_adapters.database.restores import declare_restore, latest_restore
from trackifi_accounting_adapters.database.scheduled_tasks import SqlScheduledTasks, due_by
from trackifi_accounting_adapters.database.sql.machine_time import MachineTime
from trackifi_accounting_adapters.database.sql.transactions import Transaction, reading, surveying, writing
from trackifi_accounting_adapters.database.tables.scheduled_tasks import ScheduledTaskRow
from trackifi_accounting_adapters.database.tables.suggestions import MatchingRow
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow


class SqlStore(Store):
    """The store of an engine made by ``database.create_engine``, its tables by ``migration.migrate``.

    A ``time`` that is to be remembered in the database is kept with what is written anyway.
    """

    def __init__(self, *, engine: Engine, time: DatabaseTime | None = None) -> None:
        self._engine = engine
        self._keep = time.keep if isinstance(time, MachineTime) else None

    @contextmanager
    def write(self, company: CompanyId) -> Iterator[UnitOfWork]:
        with writing(self._engine, company) as transaction:
            if self._keep:
                self._keep(transaction.connection)
            yield _unit(transaction, company)

    @contextmanager
    def read(self, company: CompanyId) -> Iterator[UnitOfWork]:
        with reading(self._engine, company) as transaction:
            yield _unit(transaction, company)

    def companies_due(self, now: datetime) -> tuple[CompanyId, ...]:
        query = select(DeliveryRow.company_id).where(col(DeliveryRow.due) <= now).distinct()
        with surveying(self._engine) as transaction:
            return tuple(
                CompanyId(company) for company in transaction.exec(query.order_by(col(DeliveryRow.company_id)))
            )

    def matching_due(self, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        until = col(MatchingRow.claimed_until)
        due = or_(until <= now, and_(until.is_(None), col(MatchingRow.due) <= now))
        query = select(MatchingRow.company_id, MatchingRow.provider).where(due)
        query = query.order_by(col(MatchingRow.company_id), col(MatchingRow.provider))
        with surveying(self._engine) as transaction:
            return tuple((CompanyId(company), ProviderName(provider)) for company, provider in transaction.exec(query))

    def scheduled_tasks_due(self, task: ScheduledTask, now: datetime) -> tuple[tuple[CompanyId, ProviderName], ...]:
        query = select(ScheduledTaskRow.company_id, ScheduledTaskRow.provider).where(
            col(ScheduledTaskRow.chore) == task, due_by(now)
        )
        query = query.order_by(col(ScheduledTaskRow.company_id), col(ScheduledTaskRow.provider))
        with surveying(self._engine) as transaction:
            return tuple((CompanyId(company), ProviderName(provider)) for company, provider in transaction.exec(query))

    def restored_at(self) -> datetime | None:
        return latest_restore(self._engine)

    def declare_restored(self, at: datetime) -> None:
        declare_restore(self._engine, at)


def _unit(transaction: Transaction, company: CompanyId) -> UnitOfWork:
    return UnitOfWork(
        integrations=SqlIntegrations(transaction, company),
        partners=SqlPartners(transaction, company),
        products=SqlProducts(transaction, company),
        links=SqlLinks(transaction, company),
        suggestions=SqlSuggestions(transaction, company),
        matching=SqlMatching(transaction, company),
        deliveries=SqlDeliveries(transaction, company),
        scheduled_tasks=SqlScheduledTasks(transaction, company),
        batches=SqlBatches(transaction, company),
        audit=SqlAudit(transaction, company),
    )
