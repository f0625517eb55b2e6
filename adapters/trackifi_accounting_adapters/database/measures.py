"""What is measured in the database: counts and ages over all companies, none of which is named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, func
from sqlmodel import col, select
from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.limits.budget import Budget

from trackifi_accounting_adapters.database.budgets import EVERYONE, BudgetRow, budget_of
from trackifi_accounting_adapters.database.sql.bodies import INTEGRATION
from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction, surveying
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow, IntegrationRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """By provider. ``due`` has how many deliveries are due, and since when the first; ``stopped`` counts companies."""

    deliveries: Sequence[tuple[str, str, str, int]]
    due: Sequence[tuple[str, int, datetime]]
    integrations: Counter[tuple[str, str]]
    synced: dict[str, datetime]
    budgets: dict[str, Budget]
    stopped: Counter[str]


def measured(engine: Engine, now: datetime) -> Measures:
    """Read all of it in one consistent view."""
    with surveying(engine) as transaction:
        budgets = _budgets(transaction)
        integrations = [INTEGRATION.read(body) for body in transaction.exec(select(IntegrationRow.body))]
        return Measures(
            deliveries=_deliveries(transaction),
            due=_due(transaction, now),
            integrations=Counter((one.provider, one.state.value) for one in integrations),
            synced=_synced(integrations),
            budgets={provider: budget for provider, company, budget in budgets if company == EVERYONE},
            stopped=Counter(
                provider for provider, company, budget in budgets if company != EVERYONE and budget.breaker.pause
            ),
        )


def _deliveries(transaction: Transaction) -> Sequence[tuple[str, str, str, int]]:
    columns = (DeliveryRow.provider, DeliveryRow.state, DeliveryRow.pdf_state)
    return transaction.exec(select(*columns, func.count()).group_by(*map(col, columns))).all()


def _due(transaction: Transaction, now: datetime) -> Sequence[tuple[str, int, datetime]]:
    columns = (DeliveryRow.provider, func.count(), func.min(col(DeliveryRow.due)))
    found = transaction.exec(select(*columns).where(col(DeliveryRow.due) <= now).group_by(col(DeliveryRow.provider)))
    return [(provider, count, since) for provider, count, since in found if since]


def _synced(integrations: Sequence[Integration]) -> dict[str, datetime]:
    """When the one was synced whose last sync is the longest ago."""
    times: dict[str, datetime] = {}
    for one in integrations:
        if one.usable and one.synced_at:
            times[one.provider] = min(times.get(one.provider, one.synced_at), one.synced_at)
    return times


def _budgets(transaction: Transaction) -> list[tuple[str, str, Budget]]:
    return [
        (row.provider, row.company_id, budget_of(row))
        for row in transaction.connection.execute(table_of(BudgetRow).select())
    ]
