"""Reading back is a chore like the others."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

CHORE, INTEGRATION = "accounting_chore", "accounting_integration"
TABLES = (CHORE, INTEGRATION)


def upgrade() -> None:
    """Let what every active integration has sent be read back as soon as a worker comes by."""
    _seeing_every_company(
        f"INSERT INTO {CHORE} (company_id, provider, chore, due, body)"  # noqa: S608 - constants
        f" SELECT company_id, provider, 'read_back', CURRENT_TIMESTAMP, '[]' FROM {INTEGRATION} WHERE state = 'active'"
    )


def downgrade() -> None:
    """Forget when it is next: the version before goes by what the integration says."""
    _seeing_every_company(f"DELETE FROM {CHORE} WHERE chore = 'read_back'")  # noqa: S608 - constants


def _seeing_every_company(statement: str) -> None:
    postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES if postgresql else ():  # their owner sees every company's for once
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(statement)
    for table in TABLES if postgresql else ():
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
