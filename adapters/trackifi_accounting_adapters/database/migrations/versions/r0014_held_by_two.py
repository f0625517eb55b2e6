"""An invoice at the provider that two deliveries had before only one could: both say so, and nobody gets it besides."""

import json
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DELIVERY, INTEGRATION = "accounting_delivery", "accounting_integration"
PLACE = ("company_id", "provider", "kind", "invoice_id")
_INTEGRATION: Final = sa.table(INTEGRATION, *map(sa.column, ("company_id", "provider", "body")))
_DELIVERY: Final = sa.table(
    DELIVERY,
    *map(sa.column, (*PLACE, "number", "remote_id", "remote_company_id", "sent_at", "requested_at", "unseen", "body")),
)


def upgrade() -> None:
    """Let the one that was sent first keep it, so that no third one takes it, and have a person look at all of them."""
    _row_level_security(on=False)
    for (_, company, _), rows in _shared().items():
        for row in rows:
            _tell(row)
        if all(row.remote_company_id is None for row in rows):
            first = min(rows, key=lambda row: (row.sent_at or row.requested_at, row.company_id, row.invoice_id))
            _write(first, {"remote_company": company}, remote_company_id=company)
    _row_level_security(on=True)


def downgrade() -> None:
    """What was told stays until it is seen."""


def _shared() -> dict[tuple[str, str, str], list[Any]]:
    """Deliveries that name the same invoice, by the books that their integrations open today."""
    integrations = op.get_bind().execute(sa.select(_INTEGRATION)).all()
    books = {
        (one.company_id, one.provider): (json.loads(one.body).get("remote") or {}).get("id") for one in integrations
    }
    found: dict[tuple[str, str, str], list[Any]] = {}
    for row in op.get_bind().execute(sa.select(_DELIVERY).where(_DELIVERY.c.remote_id.is_not(None))).all():
        if company := row.remote_company_id or books.get((row.company_id, row.provider)):
            found.setdefault((row.provider, company, row.remote_id), []).append(row)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def _tell(row: Any) -> None:
    body = json.loads(row.body)
    remote = body.get("remote_number") or row.remote_id
    problem = {"code": "held_by_two", "facts": {"number": row.number, "remote": remote, "id": row.remote_id}}
    _write(row, {"problems": [*body.get("problems", ()), problem]}, unseen=True)


def _write(row: Any, more: dict[str, Any], **values: Any) -> None:
    """Change columns, and what the record itself has to say more."""
    here = [_DELIVERY.c[name] == getattr(row, name) for name in PLACE]
    body = op.get_bind().execute(sa.select(_DELIVERY.c.body).where(*here)).scalar_one()
    told = json.dumps({**json.loads(body), **more}, ensure_ascii=False)
    op.get_bind().execute(sa.update(_DELIVERY).where(*here).values(**values, body=told))


def _row_level_security(*, on: bool) -> None:
    if op.get_bind().dialect.name == "postgresql":  # their owner sees every company's for once
        for table in (DELIVERY, INTEGRATION):
            op.execute(f"ALTER TABLE {table} {'' if on else 'NO '}FORCE ROW LEVEL SECURITY")
