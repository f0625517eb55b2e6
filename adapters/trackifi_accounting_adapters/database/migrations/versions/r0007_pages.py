"""Indexes for the pages: invoices by date, partners by business id."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

INVOICES, PARTNERS = "accounting_invoice", "accounting_partner"
ISSUED = {"sqlite": "json_extract(body, '$.issued')", "postgresql": "(body::jsonb ->> 'issued')::date"}


def upgrade() -> None:
    """Take the invoices' dates out of their bodies; each has one."""
    op.add_column(INVOICES, sa.Column("issued", sa.Date(), nullable=False, server_default="1970-01-01"))
    op.execute(f"UPDATE {INVOICES} SET issued = {ISSUED[op.get_bind().dialect.name]}")  # noqa: S608 - constants
    op.create_index("ix_accounting_invoice_page", INVOICES, ["company_id", "kind", "issued", "invoice_id"])
    op.create_index("ix_accounting_partner_business_id", PARTNERS, ["company_id", "provider", "business_id"])


def downgrade() -> None:
    """Drop them; nothing is lost."""
    op.drop_index("ix_accounting_partner_business_id", PARTNERS)
    op.drop_index("ix_accounting_invoice_page", INVOICES)
    op.drop_column(INVOICES, "issued")
