"""The rows of the rate budget: read and kept under a lock that all processes share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Row, bindparam, literal, select, update
from trackifi_accounting.domain.limits.breaker import Breaker
from trackifi_accounting.domain.limits.budget import Budget
from trackifi_accounting.domain.values.references import CompanyId, ProviderName

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.sql.statements import insert, table_of
from trackifi_accounting_adapters.database.tables.schema import Table, key

EVERYONE = CompanyId("")
"""Stands for a provider's client, over all companies."""


class BudgetRow(Table, table=True):
    """A budget and its breaker, field by field as in the domain; an empty company stands for all of them."""

    __tablename__ = "accounting_budget"

    company_id: str = key()
    provider: str = key()
    free_at: float
    paused_until: float
    slowed_to: float
    slowed_at: float
    window_from: float
    calls: int
    failures: int
    unreached: int
    open_until: float
    pause: float
    trial_until: float


_TABLE = table_of(BudgetRow)
_BREAKER = tuple(Breaker.__dataclass_fields__)
_OWN = tuple(name for name in Budget.__dataclass_fields__ if name != "breaker")
_ROWS = (
    select(_TABLE)
    .where(_TABLE.c.provider == bindparam("whose"), _TABLE.c.company_id.in_([literal(EVERYONE), bindparam("company")]))
    .order_by(_TABLE.c.company_id)
)
_WRITE = (
    update(_TABLE)
    .where(_TABLE.c.provider == bindparam("whose"), _TABLE.c.company_id == bindparam("company"))
    .values({name: bindparam(f"new_{name}") for name in (*_OWN, *_BREAKER)})
)


class BudgetRows:
    """A provider's budget and one company's part of it, within one transaction."""

    def __init__(self, connection: Connection, provider: ProviderName, company: CompanyId) -> None:
        self._connection = connection
        self._provider = provider
        self._company = company
        found = self._select()
        if missing := {EVERYONE, company} - found.keys():
            self._make(missing)
            found = self._select()
        self.every, self.own = found[EVERYONE], found[company]

    def write(self, *, every: Budget | None = None, own: Budget | None = None) -> None:
        """Keep what has changed."""
        changed = [
            {"whose": self._provider, "company": company, **_values(new)}
            for company, old, new in ((EVERYONE, self.every, every), (self._company, self.own, own))
            if new is not None and new != old
        ]
        if changed:
            self._connection.execute(_WRITE, changed)

    def _select(self) -> dict[str, Budget]:
        # The provider's row comes first, so that all take the locks in one order.
        whose = {"whose": self._provider, "company": self._company}
        found = self._connection.execute(_ROWS.with_for_update(), whose)
        return {row.company_id: budget_of(row) for row in found}

    def _make(self, companies: Iterable[CompanyId]) -> None:
        blank = {name.removeprefix("new_"): value for name, value in _values(Budget()).items()}
        rows = [{"provider": self._provider, "company_id": one, **blank} for one in sorted(companies)]
        self._connection.execute(insert(_TABLE, self._connection.dialect).on_conflict_do_nothing(), rows)


@contextmanager
def locked(engine: Engine, provider: ProviderName, company: CompanyId) -> Iterator[BudgetRows]:
    """Nobody else reads or writes this provider's budget meanwhile; committed at the end."""
    with engine.begin() as connection:
        yield BudgetRows(connection, provider, company)


def read(engine: Engine, provider: ProviderName) -> Budget:
    """A provider's budget as it stands."""
    statement = select(_TABLE).where(_TABLE.c.provider == provider, _TABLE.c.company_id == EVERYONE)
    with engine.execution_options(**READ_ONLY).connect() as connection:
        row = connection.execute(statement).first()
    return budget_of(row) if row else Budget()


def budget_of(row: Row[Any]) -> Budget:
    """A row as a value."""
    values = row._mapping  # noqa: SLF001 - SQLAlchemy's own way to a row's names
    breaker = Breaker(**{name: values[name] for name in _BREAKER})
    return Budget(breaker=breaker, **{name: values[name] for name in _OWN})


def _values(budget: Budget) -> dict[str, Any]:
    own = {f"new_{name}": getattr(budget, name) for name in _OWN}
    return own | {f"new_{name}": getattr(budget.breaker, name) for name in _BREAKER}
