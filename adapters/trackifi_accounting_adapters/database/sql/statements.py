"""Writing rows that may be there already, in words that both databases understand."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Dialect, Table, case, or_
from sqlalchemy.dialects.sqlite import Insert
from trackifi_accounting.domain.values.chunks import chunks

T = TypeVar("T")


def table_of(row: Any) -> Table:
    """The table behind a row class."""
    table = row.__table__
    assert isinstance(table, Table)
    return table


# Statements are made once for each table and kind of database: making one takes longer than executing it.
def insert_or_ignore(row: Any, dialect: Dialect) -> Insert:
    """Insert a row unless any unique key of it is taken."""
    return _ignoring(table_of(row), dialect.name)


def insert_or_replace(row: Any, dialect: Dialect) -> Insert:
    """Insert a row, or write all its columns where its primary key is taken.

    The column ``changed_at``, where there is one, stays when the body is as it was and the row was not gone.
    """
    return _replacing(table_of(row), dialect.name)


@cache
def _ignoring(table: Table, dialect: str) -> Insert:
    return insert_for(table, dialect).on_conflict_do_nothing()


@cache
def _replacing(table: Table, dialect: str) -> Insert:
    statement = insert_for(table, dialect)
    columns: dict[str, Any] = {one.name: statement.excluded[one.name] for one in table.columns if not one.primary_key}
    if "changed_at" in columns:
        columns["changed_at"] = case((_differs(table, statement), columns["changed_at"]), else_=table.c.changed_at)
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=columns or None)


def _differs(table: Table, statement: Insert) -> ColumnElement[bool]:
    other = table.c.body != statement.excluded.body
    return or_(other, table.c.gone) if "gone" in table.c else other


def insert(table: Table, dialect: Dialect) -> Insert:
    """The database's own insert; the two have the same methods, and the other one's module need not be read."""
    return insert_for(table, dialect.name)


def insert_for(table: Table, dialect: str) -> Insert:
    """As ``insert``, for a dialect's name."""
    made: Insert = import_module(f"sqlalchemy.dialects.{dialect}").insert(table)
    return made


def write_many(
    connection: Connection, row: Any, records: Iterable[Mapping[str, Any]], *, fixed: Mapping[str, Any]
) -> int:
    """Insert or replace many rows and give how many; ``fixed`` columns are the same in all, the others text or flags.

    Goes past SQLAlchemy's work on each value, which takes longer than the database does.
    """
    dialect, columns = connection.dialect, table_of(row).columns
    statement = insert_or_replace(row, dialect).compile(dialect=dialect, column_keys=columns.keys())
    same = {name: _as_stored(value, columns[name].type, dialect) for name, value in fixed.items()}
    order = getattr(statement, "positiontup", None)
    total = 0
    for chunk in chunks(records):
        full = [{**same, **record} for record in chunk]
        values = full if order is None else [tuple(map(one.__getitem__, order)) for one in full]
        connection.exec_driver_sql(str(statement), values)
        total += len(chunk)
    return total


def _as_stored(value: Any, column_type: Any, dialect: Dialect) -> Any:
    process = column_type.dialect_impl(dialect).bind_processor(dialect)
    return process(value) if process else value
