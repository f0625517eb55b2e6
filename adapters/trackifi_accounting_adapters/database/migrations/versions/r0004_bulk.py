"""Batches of invoices that were sent together."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

OWN = "company_id = current_setting('app.company', true)"
TABLES = ("accounting_batch", "accounting_batch_member")
BATCH_KEY = ("company_id", "provider", "batch_id")


def upgrade() -> None:
    """Create the tables; deliveries that are there take the last turn until they are written next."""
    _deliveries()
    _batches()
    _members()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for act in ("ENABLE", "FORCE"):
                op.execute(f"ALTER TABLE {table} {act} ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_company ON {table} USING ({OWN}) WITH CHECK ({OWN})")


def downgrade() -> None:
    """Drop the tables; the deliveries stay, and go on."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_index("ix_accounting_delivery_turn", "accounting_delivery")
    for name in ("adopted", "turn"):
        op.drop_column("accounting_delivery", name)


def _deliveries() -> None:
    adopted: sa.Column[bool] = sa.Column("adopted", sa.Boolean(), nullable=False, server_default=sa.false())
    turn: sa.Column[int] = sa.Column("turn", sa.Integer(), nullable=False, server_default="2")
    for column in (adopted, turn):
        op.add_column("accounting_delivery", column)
    due_only = sa.text("due IS NOT NULL")
    where: dict[str, Any] = {"sqlite_where": due_only, "postgresql_where": due_only}
    op.create_index("ix_accounting_delivery_turn", "accounting_delivery", ["company_id", "turn", "due"], **where)


def _batches() -> None:
    op.create_table(
        "accounting_batch",
        *map(_text, BATCH_KEY),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        _body(),
        sa.PrimaryKeyConstraint(*BATCH_KEY, name="pk_accounting_batch"),
    )
    op.create_index("ix_accounting_batch_page", "accounting_batch", ["company_id", "provider", "requested_at"])


def _members() -> None:
    op.create_table(
        "accounting_batch_member",
        *map(_text, (*BATCH_KEY, "invoice_id", "outcome")),
        _body(),
        sa.PrimaryKeyConstraint(*BATCH_KEY, "invoice_id", name="pk_accounting_batch_member"),
        sa.ForeignKeyConstraint(BATCH_KEY, [f"accounting_batch.{column}" for column in BATCH_KEY]),
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False)


def _body() -> sa.Column[Any]:
    return sa.Column("body", sa.Text(), nullable=False)
