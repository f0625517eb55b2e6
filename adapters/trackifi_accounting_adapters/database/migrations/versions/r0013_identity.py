"""An invoice at the provider belongs to one delivery, and numbers that read alike are one number."""

import json
import unicodedata
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

DELIVERY, INTEGRATION = "accounting_delivery", "accounting_integration"
REMOTE = "uq_accounting_delivery_remote"
PLACE = ("company_id", "provider", "kind", "invoice_id")
_TEXT: Final[Any] = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_INTEGRATION: Final = sa.table(INTEGRATION, *map(sa.column, ("company_id", "provider", "body")))
_DELIVERY: Final = sa.table(
    DELIVERY, *map(sa.column, (*PLACE, "number", "number_scope", "remote_id", "remote_company_id", "body"))
)


def upgrade() -> None:
    """Tell whose books each sent invoice is in, where no other delivery has it, and write numbers as they are read."""
    op.add_column(DELIVERY, sa.Column("remote_company_id", _TEXT, nullable=True))
    _row_level_security(on=False)
    _tell_books()
    _normalise_numbers()
    _row_level_security(on=True)
    op.create_index(REMOTE, DELIVERY, ["provider", "remote_company_id", "remote_id"], unique=True)


def downgrade() -> None:
    """Forget it; numbers stay as they are read."""
    op.drop_index(REMOTE, DELIVERY)
    op.drop_column(DELIVERY, "remote_company_id")


def _tell_books() -> None:
    """An id that two deliveries have stays without its books in both: which one has it by right is not known."""
    integrations = op.get_bind().execute(sa.select(_INTEGRATION)).all()
    books = {
        (one.company_id, one.provider): (json.loads(one.body).get("remote") or {}).get("id") for one in integrations
    }
    found: dict[tuple[str, ...], list[Any]] = {}
    for row in op.get_bind().execute(sa.select(_DELIVERY).where(_DELIVERY.c.remote_id.is_not(None))).all():
        if company := books.get((row.company_id, row.provider)):
            found.setdefault((row.provider, company, row.remote_id), []).append(row)
    for (_, company, _), rows in found.items():
        if len(rows) == 1:
            _write(rows[0], {"remote_company": company}, remote_company_id=company)


def _normalise_numbers() -> None:
    """Two that become alike are told apart by how the second one's number was written: neither is lost or merged."""
    rows = op.get_bind().execute(sa.select(_DELIVERY)).all()
    taken = {_key(row, row.number) for row in rows}
    for row in rows:
        normal = " ".join(unicodedata.normalize("NFC", row.number).split())
        if normal == row.number:
            continue
        if row.number_scope is None or _key(row, normal) not in taken:
            _write(row, {}, number=normal)
        else:
            scope = f"{row.number_scope} {row.number}" if row.number_scope else row.number
            _write(row, {"apart": row.number}, number=normal, number_scope=scope)
        taken.add(_key(row, normal))


def _key(row: Any, number: str) -> tuple[Any, ...]:
    return (row.company_id, row.provider, row.kind, number, row.number_scope)


def _write(row: Any, more: dict[str, str], **values: str) -> None:
    """Change columns, and what the record itself has to say more."""
    here = [_DELIVERY.c[name] == getattr(row, name) for name in PLACE]
    body = op.get_bind().execute(sa.select(_DELIVERY.c.body).where(*here)).scalar_one()
    told = json.dumps({**json.loads(body), **more}, ensure_ascii=False)
    op.get_bind().execute(sa.update(_DELIVERY).where(*here).values(**values, body=told))


def _row_level_security(*, on: bool) -> None:
    if op.get_bind().dialect.name == "postgresql":  # their owner sees every company's for once
        for table in (DELIVERY, INTEGRATION):
            op.execute(f"ALTER TABLE {table} {'' if on else 'NO '}FORCE ROW LEVEL SECURITY")
