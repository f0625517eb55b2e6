"""The audit trail in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.ports.repositories.audit import Audit

from trackifi_accounting_adapters.database.sql.bodies import AUDIT_ENTRY
from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.tables import AuditRow

_TABLE = table_of(AuditRow)
_COMPANY = bindparam("company", type_=_TABLE.c.company_id.type)
_NEXT = func.coalesce(func.max(_TABLE.c.position), 0) + 1
_ENTRY = sql_select(_COMPANY, _NEXT, bindparam("entry", type_=_TABLE.c.body.type)).where(
    _TABLE.c.company_id == _COMPANY
)
_NEW = insert(_TABLE).from_select(["company_id", "position", "body"], _ENTRY)


class SqlAudit(Audit):
    """One company's trail."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def add(self, entry: AuditEntry) -> None:
        self._take_turns()
        self._transaction.execute(_NEW, {"company": self._company, "entry": AUDIT_ENTRY.write(entry)})

    def page(self, *, limit: int = 100, offset: int = 0) -> Sequence[AuditEntry]:
        query = select(AuditRow.body).where(col(AuditRow.company_id) == self._company)
        newest = query.order_by(col(AuditRow.position).desc()).limit(limit).offset(offset)
        return [AUDIT_ENTRY.read(body) for body in self._transaction.exec(newest)]

    def _take_turns(self) -> None:
        # Positions must not collide: until this transaction ends, no other of the company adds. SQLite has one writer.
        if self._transaction.connection.dialect.name == "postgresql":
            lock = func.pg_advisory_xact_lock(func.hashtext("accounting_audit"), func.hashtext(self._company))
            self._transaction.execute(sql_select(lock))
