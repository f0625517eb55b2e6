"""Tables of suggestions and of what was matched."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index

from trackifi_accounting_adapters.database.tables.schema import Table, body, key, partial, text

PARTNER_KEY = ("company_id", "provider", "partner_id")
LINKED = "partner_id IS NOT NULL"


class SuggestionRow(Table, table=True):
    """Who a partner may be."""

    __tablename__ = "accounting_suggestion"
    __table_args__: Any = (
        ForeignKeyConstraint(PARTNER_KEY, [f"accounting_partner.{column}" for column in PARTNER_KEY]),
        Index("ix_accounting_suggestion_page", "company_id", "provider", "kind", "partner_id"),
        Index("ix_accounting_suggestion_party", "company_id", "provider", "kind", "party_id"),
        Index("ix_accounting_suggestion_band", "company_id", "provider", "band"),
    )

    company_id: str = key()
    provider: str = key()
    partner_id: str = key()
    kind: str = text()
    party_id: str = text()
    band: str = text()
    body: str = body()


class MatchingRow(Table, table=True):
    """What is to be matched again, and how far somebody is with it."""

    __tablename__ = "accounting_matching"

    company_id: str = key()
    provider: str = key()
    matched_at: datetime | None
    due: datetime | None
    since: datetime | None
    claimed_until: datetime | None
    done: int
    total: int


class MatchedRow(Table, table=True):
    """A customer or freelancer as it was matched last, with the partner it was linked to; no key: it may be gone."""

    __tablename__ = "accounting_matched"
    __table_args__: Any = (partial("ix_accounting_matched_link", "company_id", "provider", "kind", where=LINKED),)

    company_id: str = key()
    provider: str = key()
    kind: str = key()
    party_id: str = key()
    partner_id: str | None = text()
    body: str = body()
