"""What all tables have in common: the company in every key, and text that sorts alike on both databases."""

from typing import Any

from sqlalchemy import Index, MetaData, String, Text
from sqlalchemy import text as clause
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMES = {
    "fk": "fk_%(table_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA = MetaData(naming_convention=NAMES)
"""The tables of this distribution only: a host may have SQLModel tables of its own."""

# PostgreSQL would sort by the server's locale; SQLite compares code points, and so does "C".
TEXT: Any = String().with_variant(String(collation="C"), "postgresql")
BODY: Any = Text()


class Table(SQLModel, registry=registry(metadata=METADATA)):
    """A table of one company's records; ``company_id`` leads every key."""


def key() -> Any:
    """A column of the primary key."""
    return Field(sa_type=TEXT, primary_key=True)


def text() -> Any:
    """A column of text that is searched or sorted by."""
    return Field(sa_type=TEXT)


def body() -> Any:
    """The column of a record's JSON."""
    return Field(sa_type=BODY)


def partial(name: str, *columns: str, where: str) -> Index:
    """An index of some rows only.

    The migrations say so to PostgreSQL, too; saying it here would read its whole dialect where there is SQLite only.
    """
    return Index(name, *columns, sqlite_where=clause(where))
