"""A database that is set to forget: an intent of ours survives its death all the same."""

import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine as plain_engine
from sqlalchemy import text
from sqlalchemy.engine import make_url
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.references import Actor, CompanyId
from trackifi_accounting.testing.doubles.clock import START
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings

from tests.resilience.rig.server import Server, server

__all__ = ["server"]

pytestmark = pytest.mark.postgresql
ACME = CompanyId("specimen-company")
FORGETFUL = (
    "ALTER SYSTEM SET wal_writer_delay = '10s'",
    "ALTER SYSTEM SET wal_writer_flush_after = '1GB'",
    "ALTER DATABASE postgres SET synchronous_commit = off",
)


@pytest.fixture
def container(server: Server, tmp_path: Path):
    made = Container(settings=Settings(data_dir=tmp_path, database_url=server.url))
    migrate(made.engine())
    let_go(made)
    plain = plain_engine(make_url(server.url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with plain.connect() as connection:
        for statement in FORGETFUL:
            connection.execute(text(statement))
        connection.execute(text("SELECT pg_reload_conf()"))
    plain.dispose()
    time.sleep(0.5)  # until every process of the server has read it
    yield made
    let_go(made)


def written(container: Container, *, forgetting: bool) -> None:
    with container.store().write(ACME) as work:
        if forgetting:
            connection = work.audit._transaction.connection
            connection.execute(text("SET LOCAL synchronous_commit = off"))
        work.audit.add(AuditEntry(at=START, actor=Actor("specimen"), action="act", subject="specimen"))


def kept(container: Container) -> int:
    with container.store().write(ACME) as work:
        return len(work.audit.page())


def dies(container: Container, server: Server) -> None:
    server.die()
    server.start()
    let_go(container)


def test_what_we_commit_survives_the_death_of_a_database_that_is_set_to_forget(container, server) -> None:
    written(container, forgetting=False)
    dies(container, server)
    assert kept(container) == 1


def test_without_our_setting_it_would_be_forgotten(container, server) -> None:
    """So the test above would notice."""
    written(container, forgetting=True)
    dies(container, server)
    assert kept(container) == 0
