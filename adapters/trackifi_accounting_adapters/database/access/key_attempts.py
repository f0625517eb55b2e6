"""How often keys were tried lately: a limit that holds over all processes."""

from datetime import timedelta

from sqlalchemy import Engine, func, select, update
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.clock import Clock

from trackifi_accounting_adapters.database.sql.statements import insert_or_ignore, table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction, writing
from trackifi_accounting_adapters.database.tables.schema import Table, key

ATTEMPTS = 5
PERIOD = timedelta(minutes=15)
NEVER = 0.0


class KeyAttemptRow(Table, table=True):
    """A try of an integration's key, in seconds since 1970; as many rows as attempts are allowed."""

    __tablename__ = "accounting_key_attempt"

    company_id: str = key()
    provider: str = key()
    slot: str = key()
    tried_at: float


class KeyAttempts:
    """At most ATTEMPTS for each integration in any PERIOD."""

    def __init__(self, *, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def take(self, company: CompanyId, provider: ProviderName) -> timedelta | None:
        """Count an attempt and give None or, when there were too many, how long to wait for the next."""
        integration = {"company_id": company, "provider": provider}
        slots = [{**integration, "slot": str(number), "tried_at": NEVER} for number in range(ATTEMPTS)]
        with writing(self._engine, company) as transaction:
            transaction.execute(insert_or_ignore(KeyAttemptRow, self._engine.dialect), slots)
            return _use_oldest(transaction, integration, self._clock.now().timestamp())


def _use_oldest(transaction: Transaction, integration: dict[str, str], now: float) -> timedelta | None:
    table = table_of(KeyAttemptRow)
    mine = [table.c[name] == value for name, value in integration.items()]
    oldest = select(table.c.slot).where(*mine).order_by(table.c.tried_at, table.c.slot).limit(1).scalar_subquery()
    # One statement, so that two processes can't both use the same slot.
    free = (*mine, table.c.slot == oldest, table.c.tried_at <= now - PERIOD.total_seconds())
    if transaction.connection.execute(update(table).where(*free).values(tried_at=now)).rowcount:
        return None
    first = transaction.connection.execute(select(func.min(table.c.tried_at)).where(*mine)).scalar_one()
    return timedelta(seconds=first - now) + PERIOD
