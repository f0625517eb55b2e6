"""What a database remembers of its time, and of having been put back."""

from datetime import datetime

from sqlmodel import Field

from trackifi_accounting_adapters.database.tables.schema import Table, key, text

EVERYONE = ""
"""Stands for all companies, as every key begins with one."""


class ClockRow(Table, table=True):
    """SQLite: an instant in seconds since 1970, and the machine's monotonic clock at it, within one boot of it."""

    __tablename__ = "accounting_clock"

    company_id: str = key()
    instant: float
    elapsed: float
    boot: str = text()


class ClockJumpRow(Table, table=True):
    """SQLite: the clock was set forward by ``ahead`` seconds; ``at`` is the first instant known after it."""

    __tablename__ = "accounting_clock_jump"

    company_id: str = key()
    at: float = Field(primary_key=True)
    ahead: float


class RestoreRow(Table, table=True):
    """The database was put back from a backup."""

    __tablename__ = "accounting_restore"

    company_id: str = key()
    at: datetime = Field(primary_key=True)
