"""Both databases, real ones, each test with empty tables."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import URL
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.tables.tables import Table

from tests.postgresql import opened, postgresql_server

__all__ = ["postgresql_server"]

pytest.register_assert_rewrite("trackifi_accounting.testing.contracts")


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
