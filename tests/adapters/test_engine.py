"""The engine on both databases, real ones."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Row, text
from sqlalchemy.engine import URL
from trackifi_accounting.domain.background.jobs import JobQueue
from trackifi_accounting.testing.contracts.engine import Bench, EngineContract, EngineStopContract, job, until
from trackifi_accounting_adapters.workers.dbos import database as engine_database
from trackifi_accounting_adapters.workers.dbos.engine import DbosEngine, migrate

from tests.postgresql import opened

SLOT = 1
FAST = {"pause": 0.1, "tick": 1, "threads": dict.fromkeys(JobQueue, 4), "slot": SLOT, "living": lambda: {SLOT}}


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


def test_finished_jobs_are_forgotten_after_a_while(sqlite_url: URL) -> None:
    bench = Bench()
    engine = DbosEngine(url=sqlite_url, **FAST, kept=timedelta(0))
    engine.start(due=bench.due, do=bench.do)
    engine.submit(job("forgotten"))
    until(lambda: bench.done[job("forgotten")] == 1)
    until(lambda: not known(sqlite_url, "forgotten"))
    assert engine.submit(job("forgotten")) == 1
    until(lambda: bench.done[job("forgotten")] == 2)
    engine.stop(patience=0)


def test_a_job_that_failed_is_tried_again(sqlite_url: URL) -> None:
    bench = Bench()
    engine = DbosEngine(url=sqlite_url, **FAST, retry=0.1)
    engine.start(due=bench.due, do=bench.do)
    bench.broken.add(job("mended"))
    engine.submit(job("mended"))
    until(lambda: bench.began[job("mended")] == 1)
    bench.broken.clear()
    until(lambda: bench.done[job("mended")] == 1)
    engine.stop(patience=0)


def test_a_job_whose_end_was_not_written_is_done_again(sqlite_url: URL) -> None:
    """As if the database had gone away at that moment: the engine takes it for running, and begins no other turn."""
    bench = Bench()
    engine = DbosEngine(url=sqlite_url, **FAST)
    engine.start(due=bench.due, do=bench.do)
    engine.submit(job("unwritten"))
    until(lambda: known(sqlite_url, "unwritten")[0].status == "SUCCESS")
    database = engine_database.opened(sqlite_url)
    with database.begin() as connection:
        unwritten = "UPDATE workflow_status SET status = 'PENDING' WHERE queue_partition_key = 'unwritten'"
        connection.execute(text(unwritten))
    database.dispose()
    until(lambda: bench.done[job("unwritten")] == 2)
    engine.stop(patience=0)


def test_only_ids_are_kept_and_all_of_it_can_be_read(sqlite_url: URL) -> None:
    bench = Bench()
    engine = DbosEngine(url=sqlite_url, **FAST)
    engine.start(due=bench.due, do=bench.do)
    engine.submit(job("told"))
    until(lambda: bench.done[job("told")] == 1)
    engine.stop(patience=0)
    [row] = known(sqlite_url, "told")
    assert (row.name, row.queue_name, row.queue_partition_key) == ("job", "deliveries", "told")
    assert row.workflow_uuid == '["deliver", "told", null]#1'


@pytest.mark.postgresql
def test_without_its_tables_on_postgresql_it_says_so(postgresql_server: URL) -> None:
    empty = postgresql_server.set(database="specimen_empty").render_as_string(hide_password=False)
    engine = DbosEngine(url=engine_database.url_of(empty), **FAST)
    with pytest.raises(engine_database.NotMigrated):
        engine.start(due=list, do=Bench().do)


def known(url: URL, company: str) -> Sequence[Row[Any]]:
    database = engine_database.opened(url)
    with database.connect() as connection:
        found = text("SELECT * FROM workflow_status WHERE queue_partition_key = :company")
        rows = connection.execute(found, {"company": company}).all()
    database.dispose()
    return rows


def test_only_a_worker_reads_the_engines_library() -> None:
    """It takes a second, for which no server and no other command shall wait."""
    code = (
        "import sys; import trackifi_accounting_adapters.container, trackifi_accounting_adapters.web.app;"
        "import trackifi_accounting_adapters.cli.main, trackifi_accounting_adapters.cli.processes.job_log; print('dbos' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
