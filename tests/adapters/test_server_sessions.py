"""PostgreSQL sessions of ours are set by us, and what keeps them waiting is a matter of seconds."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import URL
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.errors import DatabaseBusy
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting_adapters.clock import SystemClock
from trackifi_accounting_adapters.container import Container, call, let_go
from trackifi_accounting_adapters.database import budgets
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.server.durability import NotDurable, check_durability
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.limits.limiter import SqlLimiter
from trackifi_accounting_adapters.settings import Settings

from tests.adapters.cli_runs import COMPANY
from tests.postgresql import fresh_postgresql, superuser

__all__ = ["fresh_postgresql"]

pytestmark = pytest.mark.postgresql
PROVIDER = ProviderName("memory")
SET = {
    "synchronous_commit": "on",
    "lock_timeout": "3s",
    "statement_timeout": "1min",
    "idle_in_transaction_session_timeout": "10s",
    "application_name": "trackifi-accounting worker 7",
}


def shown(connection: Connection, name: str) -> str:
    return str(connection.execute(text(f"SHOW {name}")).scalar_one())


@contextmanager
def held(engine: Engine) -> Iterator[None]:
    """Another session holds the rows of the budget and stands still."""
    with budgets.locked(engine, PROVIDER, COMPANY):
        yield


@pytest.fixture
def other(postgresql_server: URL, postgresql_engine: Engine) -> Iterator[Engine]:
    """The sessions of another process."""
    made = create_engine(postgresql_engine.url.render_as_string(hide_password=False))
    yield made
    made.dispose()


@pytest.mark.parametrize("durable", [True, False])
def test_a_session_is_set_over_what_the_database_is_set_to(
    fresh_postgresql: str, postgresql_server: URL, *, durable: bool
) -> None:
    name = fresh_postgresql.rpartition("/")[2].partition("?")[0]
    with superuser(postgresql_server.set(username="postgres")) as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
        connection.execute(text(f"ALTER DATABASE {name} SET lock_timeout = 0"))
    engine = create_engine(fresh_postgresql, durable=durable, role="worker 7")
    with engine.connect() as connection:
        assert {name: shown(connection, name) for name in SET} == SET
    engine.dispose()


def test_a_process_that_only_reads_may_reckon_longer_between_its_questions(postgresql_engine: Engine) -> None:
    store = SqlStore(engine=postgresql_engine)
    for opened, wanted in ((store.read, "1min"), (store.write, "10s")):
        with opened(COMPANY) as work:
            connection = work.audit._transaction.connection  # type: ignore[attr-defined]
            assert shown(connection, "idle_in_transaction_session_timeout") == wanted


def test_a_worker_is_known_by_its_name(fresh_postgresql: str, tmp_path: Path) -> None:
    container = Container(settings=Settings(data_dir=tmp_path, database_url=fresh_postgresql))
    call(container, "worker 3")
    with container.engine().connect() as connection:
        assert shown(connection, "application_name") == "trackifi-accounting worker 3"
    let_go(container)


def test_a_call_does_not_wait_for_a_frozen_holder_of_the_budget(postgresql_engine: Engine, other: Engine) -> None:
    limiter = SqlLimiter(engine=postgresql_engine, clock=SystemClock())
    limiter.wait(PROVIDER, COMPANY, Priority.CHECK)
    with held(other):
        began = time.monotonic()
        with pytest.raises(DatabaseBusy, match="database_busy") as told:
            limiter.wait(PROVIDER, COMPANY, Priority.CHECK)
        assert time.monotonic() - began < 6
    assert told.value.retry_after
    limiter.wait(PROVIDER, COMPANY, Priority.CHECK)


def test_a_frozen_holder_is_ended_by_the_server_and_the_fleet_goes_on(postgresql_engine: Engine, other: Engine) -> None:
    with other.connect() as frozen:
        frozen.execute(text("SET idle_in_transaction_session_timeout = '1s'"))  # for the test's sake
        frozen.commit()
        limiter = SqlLimiter(engine=postgresql_engine, clock=SystemClock())
        limiter.wait(PROVIDER, COMPANY, Priority.CHECK)
        frozen.execute(text("SELECT * FROM accounting_budget FOR UPDATE"))
        limiter.wait(PROVIDER, COMPANY, Priority.CHECK)  # within the three seconds that a lock is waited for
        frozen.invalidate()


def test_readiness_says_that_the_budget_is_held(postgresql_engine: Engine, other: Engine, tmp_path: Path) -> None:
    url = postgresql_engine.url.render_as_string(hide_password=False)
    container = Container(settings=Settings(data_dir=tmp_path, database_url=url, unsafe_database=True))
    SqlLimiter(engine=postgresql_engine, clock=SystemClock()).wait(PROVIDER, COMPANY, Priority.CHECK)
    ready = container.readiness()
    assert all(one.passed for one in ready() if one.name in {"limiter", "database", "clock"})
    with held(other):
        found = {one.name: one for one in ready()}
        assert not found["limiter"].passed
        assert "holds" in found["limiter"].happened
        assert "pg_stat_activity" in found["limiter"].todo
        assert found["database"].passed
    let_go(container)


def test_a_row_that_is_held_is_a_temporary_error_for_every_use_case(postgresql_engine: Engine, other: Engine) -> None:
    with other.begin() as connection:
        connection.execute(text("LOCK TABLE accounting_audit"))
        with pytest.raises(DatabaseBusy), SqlStore(engine=postgresql_engine).write(COMPANY) as work:
            work.audit.page()


def test_a_server_that_forgets_is_refused_unless_a_test_may(postgresql_engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(NotDurable, match="fsync"):  # as the tests' server is set
        check_durability(postgresql_engine, unsafe=False)
    check_durability(postgresql_engine, unsafe=True)
    url = postgresql_engine.url.render_as_string(hide_password=False)
    container = Container(settings=Settings(data_dir=tmp_path, database_url=url))
    found = {one.name: one for one in container.readiness()()}
    assert "fsync" in found["database"].happened
    let_go(container)


def test_migrating_waits_for_whoever_migrates(empty_engine: Engine) -> None:
    migrate(empty_engine)
    with empty_engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            assert shown(connection, "lock_timeout") == "3s"
