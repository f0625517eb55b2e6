"""Attempts in the database: how one stands right before its bytes leave."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Row, Select, and_, bindparam, event, func, null, select
from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.errors import DatabaseBusy
from trackifi_accounting.ports.attempts import Attempts, Stored
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import DatabaseTime

from trackifi_accounting_adapters.database.restores import Restores
from trackifi_accounting_adapters.database.server.server_time import ServerTime
from trackifi_accounting_adapters.database.sql.bodies import INTEGRATION
from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.database.sql.transactions import reading
from trackifi_accounting_adapters.database.tables.clock import RestoreRow
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow, IntegrationRow
from trackifi_accounting_adapters.files.high_water_mark import HighWaterMark, Mark
from trackifi_accounting_adapters.logs import lines
from trackifi_accounting_adapters.storage_trouble import AGAIN

FRESH: Final = 10.0
"""Seconds that it is remembered when the database was put back."""

_DELIVERY, _INTEGRATION, _RESTORE = table_of(DeliveryRow), table_of(IntegrationRow), table_of(RestoreRow)


class SqlAttempts(Attempts):
    """A server's clock is read in the statement itself; any other time is asked right after it."""

    def __init__(
        self, *, engine: Engine, time: DatabaseTime, clock: Clock, mark: HighWaterMark, restores: Restores
    ) -> None:
        self._engine = engine
        self._time = time
        self._server = time if isinstance(time, ServerTime) else None
        self._clock = clock
        self._mark = mark
        self._restores = restores
        self._query = _query(self._server.column if self._server else null())
        self._connections = 0
        self._known: tuple[int, float, datetime | None] | None = None
        event.listen(engine, "connect", self._connected)

    def restored_at(self) -> datetime | None:
        now, connections = self._clock.monotonic(), self._connections
        # A database can't be put back underneath a connection: whoever has the old ones has the old database.
        if self._known is None or self._known[0] != connections:
            self._known = (connections, now, self._restores.recognised())
        elif now - self._known[1] > FRESH:
            self._known = (connections, now, self._restores.latest())
        return self._known[2]

    def begun(self, intent: Delivery) -> None:
        assert intent.intended_at is not None, "it is written with the intent"
        try:
            self._mark.raise_to(Mark(intent.intended_at, intent.company))
        except OSError as error:
            lines.failure("the time of an intent could not be kept in a file", error)

    def look(self, intent: Delivery) -> Stored | None:
        place = {
            "company": intent.company,
            "whose": intent.provider,
            "its_kind": intent.kind,
            "its_invoice": intent.invoice,
        }
        try:
            with reading(self._engine, intent.company) as transaction:
                began = self._clock.monotonic()
                row = transaction.execute(self._query, place).first()
                return None if row is None else self._stored(row, began)
        except SQLAlchemyError as error:  # nothing has left yet, so nothing is in doubt
            raise DatabaseBusy(retry_after=AGAIN) from error

    def _stored(self, row: Row[Any], began: float) -> Stored:
        at = self._server.told(row.at, began=began) if self._server else self._time.now()
        restored = row.restored
        return Stored(
            at=at,
            version=row.version,
            state=DeliveryState(row.state),
            pdf_state=PdfState(row.pdf_state),
            integration=None if row.body is None else INTEGRATION.read(row.body),
            restored_at=restored if restored is None or restored.tzinfo else restored.replace(tzinfo=UTC),
            apart=self._time.apart(),
        )

    def _connected(self, *_: object) -> None:
        self._connections += 1


def _query(now: ColumnElement[Any]) -> Select[Any]:
    delivery, integration = _DELIVERY.c, _INTEGRATION.c
    theirs = and_(
        integration.company_id == delivery.company_id,
        integration.provider == delivery.provider,
    )
    restored = select(func.max(_RESTORE.c.at)).scalar_subquery()
    return (
        select(
            delivery.version,
            delivery.state,
            delivery.pdf_state,
            integration.body,
            restored.label("restored"),
            now.label("at"),
        )
        .select_from(_DELIVERY.outerjoin(_INTEGRATION, theirs))
        .where(
            delivery.company_id == bindparam("company"),
            delivery.provider == bindparam("whose"),
            delivery.kind == bindparam("its_kind"),
            delivery.invoice_id == bindparam("its_invoice"),
        )
    )
