"""Access tokens of the REST API, and how often keys were tried."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OWN = "company_id = current_setting('app.company', true)"


def upgrade() -> None:
    """Create the tables; a token is looked up before its company is known, so only attempts are confined."""
    _tokens()
    _key_attempts()
    if op.get_bind().dialect.name == "postgresql":
        for act in ("ENABLE", "FORCE"):
            op.execute(f"ALTER TABLE accounting_key_attempt {act} ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY own_company ON accounting_key_attempt USING ({OWN}) WITH CHECK ({OWN})")


def downgrade() -> None:
    """Drop the tables: every caller needs a new token afterwards."""
    op.drop_table("accounting_key_attempt")
    op.drop_table("accounting_token")


def _tokens() -> None:
    op.create_table(
        "accounting_token",
        *map(_text, ("company_id", "token_id", "digest", "role", "label")),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("company_id", "token_id", name="pk_accounting_token"),
        sa.UniqueConstraint("digest", name="uq_accounting_token_digest"),
    )


def _key_attempts() -> None:
    op.create_table(
        "accounting_key_attempt",
        *map(_text, ("company_id", "provider", "slot")),
        sa.Column("tried_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "provider", "slot", name="pk_accounting_key_attempt"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False)
