"""Bringing the tables up to date."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from trackifi_accounting_adapters.database.sql.connections import READ_ONLY

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0014"
"""The newest revision: known here, so that a start with current tables need not import Alembic."""

VERSION_TABLE = "accounting_version"
SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: Engine) -> None:
    """Create the tables or bring them up to date; nothing is done, in milliseconds, when they are.

    Safe to call from several processes at once. All of it happens or nothing.
    """
    if revision_of(engine) != HEAD:
        from alembic import command  # noqa: PLC0415 - a second of start-up, and seldom needed

        _run(engine, lambda config: command.upgrade(config, "head"))


def step_back(engine: Engine, *, to: str) -> None:
    """Undo migrations down to a revision, or all of them with ``base``. Columns and tables go with their data."""
    from alembic import command  # noqa: PLC0415 - seldom needed

    _run(engine, lambda config: command.downgrade(config, to))


def revision_of(engine: Engine) -> str | None:
    """The revision of the tables, or None when there are none."""
    with engine.execution_options(**READ_ONLY).connect() as connection:
        try:
            return connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
        except DBAPIError:
            return None


def configuration(connection: Connection) -> "Config":
    """What Alembic's commands take, with this connection."""
    from alembic.config import Config  # noqa: PLC0415 - seldom needed

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _run(engine: Engine, command: Callable[["Config"], None]) -> None:
    with engine.connect() as connection, _unchecked(connection), connection.begin():
        if connection.dialect.name == "postgresql":  # one process at a time; SQLite has one writer anyway
            # What changes a large table takes its time, and so does waiting for whoever does it at this moment.
            for wait in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
                connection.execute(select(func.set_config(wait, "0", True)))
            connection.execute(select(func.pg_advisory_xact_lock(func.hashtext(VERSION_TABLE))))
        command(configuration(connection))
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise RuntimeError("the migration would leave rows that refer to nothing; nothing was changed")


@contextmanager
def _unchecked(connection: Connection) -> Iterator[None]:
    """SQLite rebuilds a table to change it and would miss it meanwhile; all foreign keys are checked at the end."""
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")
