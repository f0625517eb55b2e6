"""Whether the database was put back from a backup: what it says itself, and what it has forgotten."""

import logging
from datetime import UTC, datetime

from sqlalchemy import Engine, func, select
from trackifi_accounting.ports.database_time import DatabaseTime

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.sql.statements import insert_or_ignore, table_of
from trackifi_accounting_adapters.database.sql.transactions import reading
from trackifi_accounting_adapters.database.tables.clock import EVERYONE, RestoreRow
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow
from trackifi_accounting_adapters.files.high_water_mark import HighWaterMark, Mark
from trackifi_accounting_adapters.logs import lines

_RESTORE, _DELIVERY = table_of(RestoreRow), table_of(DeliveryRow)


class Restores:
    """The comparison of the last intent that the database knows with the last one that was noted outside it."""

    def __init__(self, *, engine: Engine, time: DatabaseTime, mark: HighWaterMark) -> None:
        self._engine = engine
        self._time = time
        self._mark = mark

    def latest(self) -> datetime | None:
        """When it was last put back, as far as is known."""
        return latest_restore(self._engine)

    def recognised(self) -> datetime | None:
        """As ``latest``, having looked whether the database has forgotten an intent; if so, that is now."""
        try:
            marked = self._mark.read()
        except OSError as error:
            lines.failure("the time of the last intent could not be read from its file", error)
            marked = None
        if marked is None or self._knows(marked):
            return self.latest()
        self.declare(self._time.now())
        lines.event("the database was put back", level=logging.WARNING)
        return self.latest()

    def declare(self, at: datetime) -> None:
        """It is put back as of then; what was noted outside it counts no more."""
        declare_restore(self._engine, at)
        self._mark.forget()

    def _knows(self, mark: Mark) -> bool:
        own, late = _DELIVERY.c.company_id == mark.company, _DELIVERY.c.intended_at >= mark.moment
        query = select(_DELIVERY.c.version).where(own, late).limit(1)
        with reading(self._engine, mark.company) as transaction:
            return transaction.execute(query).first() is not None


def latest_restore(engine: Engine) -> datetime | None:
    """When the database was last put back, as it says itself."""
    with engine.execution_options(**READ_ONLY).connect() as connection:
        found: datetime | None = connection.execute(select(func.max(_RESTORE.c.at))).scalar()
    return found if found is None or found.tzinfo else found.replace(tzinfo=UTC)


def declare_restore(engine: Engine, at: datetime) -> None:
    """Write down that the database was put back then."""
    with engine.begin() as connection:
        row = {"company_id": EVERYONE, "at": at}
        connection.execute(insert_or_ignore(RestoreRow, connection.dialect), row)
