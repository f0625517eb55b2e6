"""The tables of batches, and of the invoices that were asked for in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, Index

from trackifi_accounting_adapters.database.tables.schema import Table, body, key, text

BATCH_KEY = ("company_id", "provider", "batch_id")


class BatchRow(Table, table=True):
    """A batch."""

    __tablename__ = "accounting_batch"
    __table_args__: Any = (Index("ix_accounting_batch_page", "company_id", "provider", "requested_at"),)

    company_id: str = key()
    provider: str = key()
    batch_id: str = key()
    stopped: bool
    requested_at: datetime
    body: str = body()


class MemberRow(Table, table=True):
    """An invoice of a batch; where it stands is told by its delivery."""

    __tablename__ = "accounting_batch_member"
    __table_args__: Any = (ForeignKeyConstraint(BATCH_KEY, [f"accounting_batch.{column}" for column in BATCH_KEY]),)

    company_id: str = key()
    provider: str = key()
    batch_id: str = key()
    invoice_id: str = key()
    outcome: str = text()
    body: str = body()
