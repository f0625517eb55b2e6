"""The table of scheduled tasks."""

from datetime import datetime

from trackifi_accounting_adapters.database.tables.schema import Table, body, key


class ScheduledTaskRow(Table, table=True):
    """Work that comes round for an integration: when it is next, and until when somebody is at it."""

    __tablename__ = "accounting_chore"

    company_id: str = key()
    provider: str = key()
    chore: str = key()
    due: datetime | None
    claimed_until: datetime | None
    done_at: datetime | None
    fully_at: datetime | None
    body: str = body()
