"""The audit trail in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Sequence

from sqlalchemy import func
from sqlmodel import Session, col, select
from trackifi_accounting.domain.audit import AuditEntry
from trackifi_accounting.domain.references import CompanyId
from trackifi_accounting.ports.repositories import Audit

from trackifi_accounting_adapters.persistence.bodies import AUDIT_ENTRY
from trackifi_accounting_adapters.persistence.tables import AuditRow


class SqlAudit(Audit):
    """One company's trail."""

    def __init__(self, session: Session, company: CompanyId) -> None:
        self._session = session
        self._company = company

    def add(self, entry: AuditEntry) -> None:
        self._take_turns()
        mine = col(AuditRow.company_id) == self._company
        last = self._session.exec(select(func.coalesce(func.max(col(AuditRow.position)), 0)).where(mine)).one()
        self._session.add(AuditRow(company_id=self._company, position=last + 1, body=AUDIT_ENTRY.write(entry)))
        self._session.flush()

    def page(self, *, limit: int = 100, offset: int = 0) -> Sequence[AuditEntry]:
        query = select(AuditRow.body).where(col(AuditRow.company_id) == self._company)
        newest = query.order_by(col(AuditRow.position).desc()).limit(limit).offset(offset)
        return [AUDIT_ENTRY.read(body) for body in self._session.exec(newest)]

    def _take_turns(self) -> None:
        # Positions must not collide: until this transaction ends, no other of the company adds. SQLite has one writer.
        if self._session.get_bind().dialect.name == "postgresql":
            lock = func.pg_advisory_xact_lock(func.hashtext("accounting_audit"), func.hashtext(self._company))
            self._session.execute(select(lock))
