"""Every table: columns for what is searched, sorted or unique, JSON for the rest of a record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from trackifi_accounting_adapters.database.access.key_attempts import KeyAttemptRow as KeyAttemptRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.access.tokens import TokenRow as TokenRow  # noqa: PLC0414 - gathered here, too
from trackifi_accounting_adapters.database.budgets import BudgetRow as BudgetRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.tables.batches import BatchRow as BatchRow  # noqa: PLC0414 - gathered here, as Alembic compares all
from trackifi_accounting_adapters.database.tables.clock import ClockJumpRow as ClockJumpRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.tables.clock import ClockRow as ClockRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.tables.clock import RestoreRow as RestoreRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.tables.scheduled_tasks import ScheduledTaskRow as ScheduledTaskRow  # noqa: PLC0414 - as above
from trackifi_accounting_adapters.database.tables.schema import Table as Table  # noqa: PLC0414 - Alembic compares its metadata, complete once this module is read
from trackifi_accounting_adapters.database.tables.schema import body, key, partial, text
from trackifi_accounting_adapters.database.tables.suggestions import PARTNER_KEY
from trackifi_accounting_adapters.database.workers import WorkerRow as WorkerRow  # noqa: PLC0414 - and this one

PARTY_KEY = ("company_id", "kind", "party_id")
INVOICE_KEY = ("company_id", "kind", "invoice_id")
NATURAL_KEY = ("company_id", "provider", "kind", "number", "number_scope")
REMOTE_KEY = ("provider", "remote_company_id", "remote_id")
SEARCH_OF_PARTIES = ("company_id", "kind", "folded_name", "party_id", "archived", "business_id")
PAGE_OF_PARTNERS = ("company_id", "provider", "folded_name", "partner_id", "role", "active", "gone", "business_id")
DUE_ONLY = "due IS NOT NULL"


def _reference(columns: tuple[str, ...], table: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, [f"{table}.{column}" for column in columns])


class CompanyRow(Table, table=True):
    """A company, as Trackifi handed it over."""

    __tablename__ = "accounting_company"

    company_id: str = key()
    body: str = body()


class PartyRow(Table, table=True):
    """A customer or freelancer; the index carries all that they are searched by, so that no row is read in vain."""

    __tablename__ = "accounting_party"
    __table_args__: Any = (
        _reference(("company_id",), "accounting_company"),
        Index("ix_accounting_party_name", *SEARCH_OF_PARTIES),
        Index("ix_accounting_party_changed", "company_id", "kind", "changed_at"),
    )

    company_id: str = key()
    kind: str = key()
    party_id: str = key()
    folded_name: str = text()
    business_id: str | None = text()
    archived: bool
    changed_at: datetime | None
    body: str = body()


class InvoiceRow(Table, table=True):
    """An invoice; its lines are in the body."""

    __tablename__ = "accounting_invoice"
    __table_args__: Any = (
        _reference(PARTY_KEY, "accounting_party"),
        Index("ix_accounting_invoice_party", *PARTY_KEY),
        Index("ix_accounting_invoice_page", "company_id", "kind", "issued", "invoice_id"),
    )

    company_id: str = key()
    kind: str = key()
    invoice_id: str = key()
    party_id: str = text()
    number: str = text()
    status: str = text()
    issued: date
    body: str = body()


class DocumentRow(Table, table=True):
    """Which file is an invoice's PDF; the file itself is in the file store."""

    __tablename__ = "accounting_document"
    __table_args__: Any = (_reference(INVOICE_KEY, "accounting_invoice"),)

    company_id: str = key()
    kind: str = key()
    invoice_id: str = key()
    digest: str = text()


class IntegrationRow(Table, table=True):
    """A company's integration with one provider."""

    __tablename__ = "accounting_integration"

    company_id: str = key()
    provider: str = key()
    state: str = text()
    body: str = body()


class PartnerRow(Table, table=True):
    """An imported business partner; the index carries all that a page is filtered by."""

    __tablename__ = "accounting_partner"
    __table_args__: Any = (
        Index("ix_accounting_partner_page", *PAGE_OF_PARTNERS),
        Index("ix_accounting_partner_business_id", "company_id", "provider", "business_id"),
        Index("ix_accounting_partner_changed", "company_id", "provider", "role", "changed_at"),
    )

    company_id: str = key()
    provider: str = key()
    partner_id: str = key()
    role: str = text()
    folded_name: str = text()
    business_id: str | None = text()
    active: bool
    gone: bool
    seen_at: datetime
    changed_at: datetime | None
    body: str = body()


class ProductRow(Table, table=True):
    """An imported product."""

    __tablename__ = "accounting_product"
    __table_args__: Any = (
        Index("ix_accounting_product_page", "company_id", "provider", "folded_name", "product_id", "active", "gone"),
    )

    company_id: str = key()
    provider: str = key()
    product_id: str = key()
    folded_name: str = text()
    active: bool
    gone: bool
    seen_at: datetime
    body: str = body()


class LinkRow(Table, table=True):
    """A saved link."""

    __tablename__ = "accounting_link"
    __table_args__: Any = (
        _reference(PARTNER_KEY, "accounting_partner"),
        UniqueConstraint("company_id", "provider", "kind", "party_id", name="uq_accounting_link_party"),
    )

    company_id: str = key()
    provider: str = key()
    partner_id: str = key()
    kind: str = text()
    party_id: str = text()
    stale: str | None = text()
    body: str = body()


class RejectionRow(Table, table=True):
    """A pair that is never to be suggested again."""

    __tablename__ = "accounting_rejection"
    __table_args__: Any = (_reference(PARTNER_KEY, "accounting_partner"),)

    company_id: str = key()
    provider: str = key()
    partner_id: str = key()
    party_id: str = key()


class DeliveryRow(Table, table=True):
    """The sending of one invoice.

    ``number_scope`` is empty for customer invoices, the partner for freelancer invoices, and null as long as the
    partner is not known: nulls never clash; one that is told apart has in it what by.
    ``turn`` is the delivery's among those that are due. An invoice at the provider belongs to one delivery of all
    companies: ``remote_company_id`` is whose books it is in, null in rows of before that was kept.
    """

    __tablename__ = "accounting_delivery"
    __table_args__: Any = (
        _reference(PARTNER_KEY, "accounting_partner"),
        UniqueConstraint(*NATURAL_KEY, name="uq_accounting_delivery_number"),
        partial("ix_accounting_delivery_due", "company_id", "due", where=DUE_ONLY),
        partial("ix_accounting_delivery_turn", "company_id", "turn", "due", where=DUE_ONLY),
        Index("ix_accounting_delivery_page", "company_id", "provider", "requested_at"),
        Index("ix_accounting_delivery_count", "company_id", "provider", "state", "pdf_state", "left_open"),
        Index("ix_accounting_delivery_sent", "company_id", "provider", "kind", "state", "sent_at"),
        Index("ix_accounting_delivery_intended", "company_id", "intended_at"),
        Index("uq_accounting_delivery_remote", *REMOTE_KEY, unique=True),
    )

    company_id: str = key()
    provider: str = key()
    kind: str = key()
    invoice_id: str = key()
    number: str = text()
    number_scope: str | None = text()
    partner_id: str | None = text()
    state: str = text()
    pdf_state: str = text()
    remote_id: str | None = text()
    remote_company_id: str | None = text()
    remote_state: str | None = text()
    requested_at: datetime
    sent_at: datetime | None
    intended_at: datetime | None
    due: datetime | None
    left_open: bool
    unseen: bool
    turn: int
    adopted: bool
    version: int
    payload: bytes | None
    body: str = body()


class AuditRow(Table, table=True):
    """One act; ``position`` gives the order within the company."""

    __tablename__ = "accounting_audit"

    company_id: str = key()
    position: int = Field(sa_type=BigInteger, primary_key=True)
    body: str = body()


class SecretRow(Table, table=True):
    """One encrypted value, with the encrypted key that opens it."""

    __tablename__ = "accounting_secret"

    company_id: str = key()
    provider: str = key()
    purpose: str = key()
    generation: int = Field(primary_key=True)
    algorithm: int
    kek_id: str = text()
    dek_nonce: bytes
    wrapped_dek: bytes
    nonce: bytes
    ciphertext: bytes
    created_at: datetime
