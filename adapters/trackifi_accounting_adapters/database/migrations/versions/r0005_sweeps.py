"""Chores: when registers, sent invoices and all that is new are looked at again; and questions people left open."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OWN = "company_id = current_setting('app.company', true)"
SURVEY = "current_setting('app.every_company', true) = 'on'"
CHORE, DELIVERY, INTEGRATION = "accounting_chore", "accounting_delivery", "accounting_integration"
COUNT = "ix_accounting_delivery_count"
COUNTED = ("company_id", "provider", "state", "pdf_state")
TIMES = ("due", "claimed_until", "done_at", "fully_at")


def upgrade() -> None:
    """Create the table; every integration that is active is to be synced as soon as a worker comes by."""
    op.create_table(
        CHORE,
        *map(_text, ("company_id", "provider", "chore")),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=True) for name in TIMES),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "provider", "chore", name=f"pk_{CHORE}"),
    )
    postgresql = op.get_bind().dialect.name == "postgresql"
    if postgresql:  # its owner sees every company's for once
        op.execute(f"ALTER TABLE {INTEGRATION} NO FORCE ROW LEVEL SECURITY")
    for chore in ("sync", "sweep"):
        op.execute(
            f"INSERT INTO {CHORE} (company_id, provider, chore, due, body)"  # noqa: S608 - constants
            f" SELECT company_id, provider, '{chore}', CURRENT_TIMESTAMP, '[]'"
            f" FROM {INTEGRATION} WHERE state = 'active'"
        )
    if postgresql:
        op.execute(f"ALTER TABLE {INTEGRATION} FORCE ROW LEVEL SECURITY")
        for act in ("ENABLE", "FORCE"):
            op.execute(f"ALTER TABLE {CHORE} {act} ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_company ON {CHORE} USING ({OWN}) WITH CHECK ({OWN})")
        op.execute(f"CREATE POLICY survey ON {CHORE} FOR SELECT USING ({SURVEY})")
    op.add_column(DELIVERY, sa.Column("left_open", sa.Boolean(), nullable=False, server_default=sa.false()))
    _count_by(*COUNTED, "left_open")


def downgrade() -> None:
    """Drop the table: every integration is synced and swept anew."""
    _count_by(*COUNTED)
    op.drop_column(DELIVERY, "left_open")
    op.drop_table(CHORE)


def _count_by(*columns: str) -> None:
    op.drop_index(COUNT, DELIVERY)
    op.create_index(COUNT, DELIVERY, [*columns])


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False)
