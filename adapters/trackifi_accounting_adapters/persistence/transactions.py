"""Transactions, each confined to one company."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, func, select
from sqlmodel import Session
from trackifi_accounting.domain.references import CompanyId

from trackifi_accounting_adapters.database import READ_ONLY

COMPANY_SETTING = "app.company"
EVERY_COMPANY_SETTING = "app.every_company"


@contextmanager
def writing(engine: Engine, company: CompanyId) -> Iterator[Session]:
    """A transaction that may write; committed at the end, rolled back when the block raises."""
    with Session(engine) as session, session.begin():
        _set(session, COMPANY_SETTING, company)
        yield session


@contextmanager
def reading(engine: Engine, company: CompanyId) -> Iterator[Session]:
    """One consistent view; on SQLite it waits for no writer."""
    with Session(engine.execution_options(**READ_ONLY)) as session, session.begin():
        _set(session, COMPANY_SETTING, company)
        yield session


@contextmanager
def surveying(engine: Engine) -> Iterator[Session]:
    """A view across companies, for the few questions that have none: what is due, which keys are in use."""
    with Session(engine.execution_options(**READ_ONLY)) as session, session.begin():
        _set(session, EVERY_COMPANY_SETTING, "on")
        yield session


def _set(session: Session, name: str, value: str) -> None:
    # PostgreSQL's row level security reads it; it ends with the transaction. SQLite has the repositories only.
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.set_config(name, value, True)))
