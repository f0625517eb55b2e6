"""Slots and signs of life, on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url
from trackifi_accounting_adapters.database.workers import DEAD, Workers
from trackifi_accounting_adapters.workers.dbos import database as engine_database
from trackifi_accounting_adapters.workers.slots import slot_of


@pytest.fixture
def workers(engine: Engine) -> Workers:
    return Workers(engine=engine)


def age(engine: Engine, seconds: float) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE accounting_worker SET heard_at = heard_at - {seconds}"))


def test_a_worker_that_was_heard_of_lives(workers: Workers) -> None:
    workers.beat(1)
    workers.beat(1)
    workers.beat(7)
    assert workers.living() == {1, 7}


def test_one_that_has_been_silent_for_long_does_not(engine: Engine, workers: Workers) -> None:
    workers.beat(1)
    age(engine, DEAD)
    workers.beat(2)
    assert workers.living() == {2}
    assert [(one.slot, one.alive) for one in workers.signs()] == [(1, False), (2, True)]
    assert workers.signs()[1].heard_at - workers.signs()[0].heard_at > timedelta(seconds=DEAD - 1)


def test_one_that_woke_up_lives_again(engine: Engine, workers: Workers) -> None:
    workers.beat(1)
    age(engine, DEAD)
    workers.beat(1)
    assert workers.living() == {1}


def test_one_that_ended_in_order_is_forgotten(workers: Workers) -> None:
    workers.beat(1)
    workers.leave(1)
    workers.leave(1)
    assert workers.signs() == ()


def test_a_slot_is_for_one_at_a_time(engine: Engine) -> None:
    first, second, other = slot_of(engine, 1), slot_of(engine, 1), slot_of(engine, 2)
    assert [one.take() for one in (first, first, second, other)] == [True, True, False, True]
    first.leave()
    assert second.take()
    assert not first.take()
    for one in (second, other):
        one.leave()


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_slot_that_was_lost_with_its_connection_is_taken_again(engine: Engine) -> None:
    slot = slot_of(engine, 3)
    assert slot.take()
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"))
    assert slot.take()
    slot.leave()


def test_the_engines_file_keeps_what_was_committed_and_knows_what_old_libraries_lack(tmp_path: Path) -> None:
    database = engine_database.opened(engine_database.url_of(f"sqlite:///{tmp_path / 'accounting.db'}"))
    with database.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")
        }
        subseconds = connection.exec_driver_sql("SELECT unixepoch('subsec')").scalar()
    database.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    assert isinstance(subseconds, float)
    assert (tmp_path / engine_database.FILE).exists()


def test_on_postgresql_the_engine_shares_the_database() -> None:
    url = engine_database.url_of("postgresql://specimen@127.0.0.1/specimen")
    assert url == make_url("postgresql+psycopg://specimen@127.0.0.1/specimen")
