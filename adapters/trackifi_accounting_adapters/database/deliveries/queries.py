"""The questions about deliveries that each sending asks: made once, since making one takes longer than answering it."""

from typing import Final

from sqlalchemy import Integer, Select, bindparam, select

from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow

_TABLE: Final = table_of(DeliveryRow)


def _stored(*names: str) -> Select[str, bytes | None]:
    """Bodies and payloads where these columns equal parameters: a column's name after ``its_``."""
    same = (_TABLE.c[name] == bindparam(f"its_{name}") for name in names)
    return select(_TABLE.c.body, _TABLE.c.payload).where(*same)


ONE: Final = _stored("company_id", "provider", "kind", "invoice_id")
OF_KEY: Final = _stored("company_id", "provider", "kind", "number", "number_scope")
OF_TURN: Final = (
    _stored("company_id", "turn")
    .where(_TABLE.c.due <= bindparam("now"))
    .order_by(_TABLE.c.due, _TABLE.c.requested_at, _TABLE.c.invoice_id)
    .limit(bindparam("most", type_=Integer))
)
"""Those of one turn that are due by ``now``, ``most`` at a time."""
