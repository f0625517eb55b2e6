"""Kept suggestions, and when partners, customers and freelancers last changed."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

OWN = "company_id = current_setting('app.company', true)"
SURVEY = "current_setting('app.every_company', true) = 'on'"
TABLES = ("accounting_suggestion", "accounting_matching", "accounting_matched")
PARTNER_KEY = ("company_id", "provider", "partner_id")


def upgrade() -> None:
    """Create the tables; records that are there count as never changed, for everything is matched first anyway."""
    _changes()
    _suggestions()
    _matching()
    _matched()
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            for act in ("ENABLE", "FORCE"):
                op.execute(f"ALTER TABLE {table} {act} ROW LEVEL SECURITY")
            op.execute(f"CREATE POLICY own_company ON {table} USING ({OWN}) WITH CHECK ({OWN})")
        op.execute(f"CREATE POLICY survey ON accounting_matching FOR SELECT USING ({SURVEY})")


def downgrade() -> None:
    """Drop the tables: suggestions are found again, for links and rejected pairs are kept."""
    for table in reversed(TABLES):
        op.drop_table(table)
    for table in ("partner", "party"):
        op.drop_index(f"ix_accounting_{table}_changed", f"accounting_{table}")
        op.drop_column(f"accounting_{table}", "changed_at")


def _changes() -> None:
    for table, key in (("partner", ("provider", "role")), ("party", ("kind",))):
        op.add_column(f"accounting_{table}", _time("changed_at"))
        op.create_index(f"ix_accounting_{table}_changed", f"accounting_{table}", ["company_id", *key, "changed_at"])


def _suggestions() -> None:
    op.create_table(
        "accounting_suggestion",
        *map(_text, (*PARTNER_KEY, "kind", "party_id", "band")),
        _body(),
        sa.PrimaryKeyConstraint(*PARTNER_KEY, name="pk_accounting_suggestion"),
        sa.ForeignKeyConstraint(PARTNER_KEY, [f"accounting_partner.{column}" for column in PARTNER_KEY]),
    )
    for name, columns in (("page", ("kind", "partner_id")), ("party", ("kind", "party_id")), ("band", ("band",))):
        op.create_index(
            f"ix_accounting_suggestion_{name}", "accounting_suggestion", ["company_id", "provider", *columns]
        )


def _matching() -> None:
    op.create_table(
        "accounting_matching",
        *map(_text, ("company_id", "provider")),
        *map(_time, ("matched_at", "due", "since", "claimed_until")),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("company_id", "provider", name="pk_accounting_matching"),
    )


def _matched() -> None:
    key = ("company_id", "provider", "kind", "party_id")
    op.create_table(
        "accounting_matched",
        *map(_text, key),
        _text("partner_id", nullable=True),
        _body(),
        sa.PrimaryKeyConstraint(*key, name="pk_accounting_matched"),
    )
    linked = sa.text("partner_id IS NOT NULL")
    where: dict[str, Any] = {"sqlite_where": linked, "postgresql_where": linked}
    op.create_index("ix_accounting_matched_link", "accounting_matched", [*key[:3]], **where)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=nullable)


def _body() -> sa.Column[str]:
    return sa.Column("body", sa.Text(), nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)
