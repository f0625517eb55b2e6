"""How a provider has been answering: beside the budget, since every grant looks at both."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = "accounting_budget"
INSTANTS = ("slowed_to", "slowed_at", "window_from", "open_until", "pause", "trial_until")
COUNTS = ("calls", "failures", "unreached")
SURVEY = "current_setting('app.every_company', true) = 'on'"


def upgrade() -> None:
    """Add the columns; every provider begins as one that answers well."""
    for name in INSTANTS:
        op.add_column(TABLE, sa.Column(name, sa.Float(), nullable=False, server_default="0"))
    for name in COUNTS:
        op.add_column(TABLE, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    if op.get_bind().dialect.name == "postgresql":
        # Measurements count all companies' integrations, and name none of them.
        op.execute(f"CREATE POLICY survey ON accounting_integration FOR SELECT USING ({SURVEY})")


def downgrade() -> None:
    """Drop the columns: the budget starts anew within a second."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP POLICY survey ON accounting_integration")
    for name in (*INSTANTS, *COUNTS):
        op.drop_column(TABLE, name)
