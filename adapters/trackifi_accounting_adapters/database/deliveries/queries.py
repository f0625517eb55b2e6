"""The questions about deliveries that each sending asks: made once, since making one takes longer than answering it."""

from typing import Final

from sqlalchemy import Integer, bindparam

from trackifi_accounting_adapters.database.sql.prepared import prepared
from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow

_TABLE: Final = table_of(DeliveryRow)
_STORED: Final = ("body", "payload")
_KIND: Final = ("company_id", "provider", "kind")

ONE: Final = prepared(DeliveryRow, *_STORED, where=(*_KIND, "invoice_id"))
OF_INVOICES: Final = prepared(DeliveryRow, *_STORED, where=_KIND, among="invoice_id")
OF_KEY: Final = prepared(DeliveryRow, *_STORED, where=(*_KIND, "number", "number_scope"))
OF_TURN: Final = (
    prepared(DeliveryRow, *_STORED, where=("company_id", "turn"))
    .where(_TABLE.c.due <= bindparam("now"))
    .order_by(_TABLE.c.due, _TABLE.c.requested_at, _TABLE.c.invoice_id)
    .limit(bindparam("most", type_=Integer))
)
"""Those of one turn that are due by ``now``, ``most`` at a time."""
