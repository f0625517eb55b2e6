"""All tables."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TENANT_TABLES = (
    *("company", "party", "invoice", "document", "integration", "partner", "product"),
    *("link", "rejection", "delivery", "audit", "secret"),
)
OWN = "company_id = current_setting('app.company', true)"
SURVEY = "current_setting('app.every_company', true) = 'on'"


def upgrade() -> None:
    """Create the tables; on PostgreSQL, let each transaction see the rows of one company only."""
    for create in (_host, _documents, _integrations, _partners, _products, _links, _deliveries, _audit, _secrets):
        create()
    _table("budget", "company_id provider", sa.Column("free_at", sa.Float(), nullable=False), _paused())
    if op.get_bind().dialect.name == "postgresql":
        for table in TENANT_TABLES:
            _confine(f"accounting_{table}")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("budget", *reversed(TENANT_TABLES)):
        op.drop_table(f"accounting_{table}")


def _confine(table: str) -> None:
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY own_company ON {table} USING ({OWN}) WITH CHECK ({OWN})")
    if table in {"accounting_delivery", "accounting_secret"}:
        op.execute(f"CREATE POLICY survey ON {table} FOR SELECT USING ({SURVEY})")


def _host() -> None:
    _table("company", "company_id", _body())
    columns = (_text("folded_name"), _text("business_id", nullable=True), _flag("archived"), _body())
    _table("party", "company_id kind party_id", *columns, _reference("company_id", "company"))
    _index("party", "name", "company_id kind folded_name party_id archived")


def _documents() -> None:
    columns = (_text("party_id"), _text("number"), _text("status"), _body())
    _table("invoice", "company_id kind invoice_id", *columns, _reference("company_id kind party_id", "party"))
    _index("invoice", "party", "company_id kind party_id")
    to = _reference("company_id kind invoice_id", "invoice")
    _table("document", "company_id kind invoice_id", _text("digest"), to)


def _integrations() -> None:
    _table("integration", "company_id provider", _text("state"), _body())


def _partners() -> None:
    columns = (_text("role"), _text("folded_name"), _text("business_id", nullable=True), *_presence())
    _table("partner", "company_id provider partner_id", *columns, _body())
    _index("partner", "page", "company_id provider folded_name partner_id role active gone")


def _products() -> None:
    _table("product", "company_id provider product_id", _text("folded_name"), *_presence(), _body())
    _index("product", "page", "company_id provider folded_name product_id active gone")


def _links() -> None:
    columns = (_text("kind"), _text("party_id"), _text("stale", nullable=True), _body())
    once = _unique("link", "party", "company_id provider kind party_id")
    _table("link", "company_id provider partner_id", *columns, once, _partner())
    _table("rejection", "company_id provider partner_id party_id", _partner())


def _deliveries() -> None:
    texts = [_text(name) for name in ("number", "state", "pdf_state")]
    later = ("number_scope", "partner_id", "remote_id", "remote_state")
    known_later = [_text(name, nullable=True) for name in later]
    times = (_time("requested_at"), _time("sent_at", nullable=True), _time("due", nullable=True))
    rest = (_number("version"), sa.Column("payload", sa.LargeBinary(), nullable=True), _body())
    once = _unique("delivery", "number", "company_id provider kind number number_scope")
    _table("delivery", "company_id provider kind invoice_id", *texts, *known_later, *times, *rest, once, _partner())
    due_only = sa.text("due IS NOT NULL")
    _index("delivery", "due", "company_id due", sqlite_where=due_only, postgresql_where=due_only)
    _index("delivery", "page", "company_id provider requested_at")
    _index("delivery", "count", "company_id provider state pdf_state")
    _index("delivery", "sent", "company_id provider kind state sent_at")


def _audit() -> None:
    position = sa.Column("position", sa.BigInteger(), nullable=False)
    op.create_table(
        "accounting_audit",
        _text("company_id"),
        position,
        _body(),
        sa.PrimaryKeyConstraint("company_id", "position", name="pk_accounting_audit"),
    )


def _secrets() -> None:
    blobs = [sa.Column(name, sa.LargeBinary(), nullable=False) for name in ("dek_nonce", "wrapped_dek", "nonce")]
    text = sa.Column("ciphertext", sa.LargeBinary(), nullable=False)
    op.create_table(
        "accounting_secret",
        *map(_text, ("company_id", "provider", "purpose")),
        *map(_number, ("generation", "algorithm")),
        _text("kek_id"),
        *blobs,
        text,
        _time("created_at"),
        sa.PrimaryKeyConstraint("company_id", "provider", "purpose", "generation", name="pk_accounting_secret"),
    )


def _table(name: str, key: str, *parts: sa.schema.SchemaItem) -> None:
    full = f"accounting_{name}"
    op.create_table(full, *map(_text, key.split()), *parts, sa.PrimaryKeyConstraint(*key.split(), name=f"pk_{full}"))


def _index(table: str, name: str, columns: str, **options: Any) -> None:
    op.create_index(f"ix_accounting_{table}_{name}", f"accounting_{table}", columns.split(), **options)


def _unique(table: str, name: str, columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns.split(), name=f"uq_accounting_{table}_{name}")


def _reference(columns: str, table: str) -> sa.ForeignKeyConstraint:
    to = f"accounting_{table}"
    return sa.ForeignKeyConstraint(columns.split(), [f"{to}.{column}" for column in columns.split()])


def _partner() -> sa.ForeignKeyConstraint:
    return _reference("company_id provider partner_id", "partner")


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    kind = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=nullable)


def _body() -> sa.Column[str]:
    return sa.Column("body", sa.Text(), nullable=False)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _presence() -> Sequence[sa.Column[Any]]:
    return (_flag("active"), _flag("gone"), _time("seen_at"))


def _paused() -> sa.Column[float]:
    return sa.Column("paused_until", sa.Float(), nullable=False)
