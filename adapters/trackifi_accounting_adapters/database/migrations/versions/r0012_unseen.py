"""What stands differently in the books needs attention until somebody has seen it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = "accounting_delivery"


def upgrade() -> None:
    """Add the column; earlier deliveries are told when they are read back the next time."""
    op.add_column(TABLE, sa.Column("unseen", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop it."""
    op.drop_column(TABLE, "unseen")
