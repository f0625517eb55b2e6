"""The engine on both databases, real ones."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from trackifi_accounting.domain.jobs import Lane
from trackifi_accounting.testing.engine_contract import EngineContract, EngineStopContract
from trackifi_accounting_adapters import engine_database
from trackifi_accounting_adapters.engine import DbosEngine, migrate

from tests.adapters.conftest import opened

SLOT = 1
FAST = {"pause": 0.1, "tick": 1, "threads": dict.fromkeys(Lane, 4), "slot": SLOT, "living": lambda: {SLOT}}


@pytest.fixture(scope="module")
def sqlite_url(tmp_path_factory: pytest.TempPathFactory) -> URL:
    return engine_database.url_of(f"sqlite:///{tmp_path_factory.mktemp('engine') / 'accounting.db'}")


@pytest.fixture(scope="module")
def postgresql_url(postgresql_server: URL) -> Iterator[URL]:
    url = engine_database.url_of(postgresql_server.set(database="specimen").render_as_string(hide_password=False))
    migrate(url)
    yield url
    database = opened(url)
    with database.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {engine_database.SCHEMA} CASCADE"))
    database.dispose()


class TestOnSqlite(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, sqlite_url: URL) -> DbosEngine:
        return DbosEngine(url=sqlite_url, **FAST)


class TestStopOnSqlite(EngineStopContract):
    @pytest.fixture
    def engine(self, sqlite_url: URL) -> DbosEngine:
        return DbosEngine(url=sqlite_url, **FAST)


@pytest.mark.postgresql
class TestOnPostgresql(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls, postgresql_url: URL) -> DbosEngine:
        return DbosEngine(url=postgresql_url, **FAST)


@pytest.mark.postgresql
class TestStopOnPostgresql(EngineStopContract):
    @pytest.fixture
    def engine(self, postgresql_url: URL) -> DbosEngine:
        return DbosEngine(url=postgresql_url, **FAST)
