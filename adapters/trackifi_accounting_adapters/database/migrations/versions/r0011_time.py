"""The database's time, the last intent of a delivery, and that a database was put back."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

INDEX, DELIVERY = "ix_accounting_delivery_intended", "accounting_delivery"


def upgrade() -> None:
    """Create the tables, which hold nothing of any company's, and the column."""
    text = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "accounting_clock",
        sa.Column("company_id", text, nullable=False),
        sa.Column("instant", sa.Float(), nullable=False),
        sa.Column("elapsed", sa.Float(), nullable=False),
        sa.Column("boot", text, nullable=False),
        sa.PrimaryKeyConstraint("company_id", name="pk_accounting_clock"),
    )
    op.create_table(
        "accounting_clock_jump",
        sa.Column("company_id", text, nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("ahead", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "at", name="pk_accounting_clock_jump"),
    )
    op.create_table(
        "accounting_restore",
        sa.Column("company_id", text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "at", name="pk_accounting_restore"),
    )
    op.add_column(DELIVERY, sa.Column("intended_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(INDEX, DELIVERY, ["company_id", "intended_at"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index(INDEX, DELIVERY)
    op.drop_column(DELIVERY, "intended_at")
    for table in ("accounting_restore", "accounting_clock_jump", "accounting_clock"):
        op.drop_table(table)
