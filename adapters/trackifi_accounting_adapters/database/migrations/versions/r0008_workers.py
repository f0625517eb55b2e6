"""Workers and when they were last heard of."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; it holds nothing of any company's, so it is not confined to one."""
    text = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "accounting_worker",
        sa.Column("company_id", text, nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("heard_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "slot", name="pk_accounting_worker"),
    )


def downgrade() -> None:
    """Drop the table: stop every worker before."""
    op.drop_table("accounting_worker")
