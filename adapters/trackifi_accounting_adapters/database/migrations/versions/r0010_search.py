"""A search for a part of a name or business id goes through an index and reads no row in vain."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = (
    ("ix_accounting_party_name", "accounting_party", ["company_id", "kind", "folded_name", "party_id", "archived"]),
    (
        "ix_accounting_partner_page",
        "accounting_partner",
        ["company_id", "provider", "folded_name", "partner_id", "role", "active", "gone"],
    ),
)


def upgrade() -> None:
    """Let the indexes carry the business ids as well."""
    _anew("business_id")


def downgrade() -> None:
    """Let them be as they were."""
    _anew()


def _anew(*more: str) -> None:
    for index, table, columns in INDEXES:
        op.drop_index(index, table)
        op.create_index(index, table, [*columns, *more])
