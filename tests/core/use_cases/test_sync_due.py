"""Scheduled syncs: what changed every quarter of an hour, everything at night, by one worker, failures shown."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.world import ACME, ANNA, OTHER_KEY

MINUTE, HOUR = 60.0, 3600.0


@pytest.fixture
def active(world):
    world.add_partner()
    world.activated()
    world.books.calls.clear()
    return world


def problems(world):
    return [one.code for one in world.survey(ACME, MEMORY).problems]


def test_a_new_integration_is_synced_a_quarter_of_an_hour_later_and_so_on(active):
    active.clock.advance(14 * MINUTE)
    assert active.sync_due() == 0
    active.add_partner(identity="p2")
    active.clock.advance(MINUTE)
    assert active.sync_due() > 0
    assert active.survey(ACME, MEMORY).counts.customers == 2
    assert active.sync_due() == 0
    active.clock.advance(15 * MINUTE)
    active.sync_due()
    assert active.books.calls["partners"] == 2


def test_everything_is_read_once_a_night(active):
    active.books.calls.clear()
    before = active.integration().fully_synced_at
    fulls = set()
    for _ in range(4 * 48):
        active.clock.advance(15 * MINUTE)
        active.sync_due()
        fulls.add(active.integration().fully_synced_at)
    assert len(fulls - {before}) == 2
    assert {at.hour for at in fulls - {before}} == {1}


def test_a_partner_that_is_gone_is_noticed_in_the_night(active):
    active.books.partners.clear()
    active.clock.advance(24 * HOUR)
    active.sync_due()
    assert active.survey(ACME, MEMORY).counts.customers == 0


def test_of_five_workers_at_once_one_syncs(active):
    active.clock.advance(15 * MINUTE)
    with ThreadPoolExecutor(5) as pool:
        done = list(pool.map(lambda _: active.sync_due.one(ACME, MEMORY), range(5)))
    assert len([one for one in done if one]) == 1
    assert active.books.calls["partners"] == 1


def test_a_failure_is_shown_until_a_sync_works(active):
    active.clock.advance(15 * MINUTE)
    active.books.down_after = 0
    assert active.sync_due() == 0
    assert problems(active) == ["provider_unavailable"]
    active.books.down_after = None
    active.clock.advance(15 * MINUTE)
    active.sync_due()
    assert problems(active) == []


def test_a_failure_is_forgotten_once_a_person_has_synced(active):
    active.clock.advance(15 * MINUTE)
    active.books.down_after = 0
    active.sync_due()
    active.books.down_after = None
    active.clock.advance(MINUTE)
    active.synced()
    assert problems(active) == []


def test_a_refused_key_is_told_once_and_asked_no_more_until_there_is_another(active):
    user = next(iter(active.books.keys.values()))
    active.books.keys.clear()
    active.clock.advance(15 * MINUTE)
    active.sync_due()
    assert problems(active) == ["key_rejected"]
    active.books.calls.clear()
    active.clock.advance(HOUR)
    active.sync_due()
    assert not active.books.calls
    active.other_books.keys.clear()
    active.books.keys[OTHER_KEY] = user
    active.updated(OTHER_KEY)
    active.clock.advance(15 * MINUTE)
    assert active.sync_due() >= 0
    assert active.books.calls["partners"] == 1


def test_a_disabled_integration_is_not_synced(active):
    active.disable(ACME, MEMORY, by=ANNA)
    active.books.calls.clear()
    active.clock.advance(HOUR)
    active.sync_due()
    assert not active.books.calls
    with active.store.write(ACME) as work:
        assert work.scheduled_tasks.state(MEMORY, ScheduledTask.SYNC).due is None


def test_the_workers_syncs_wait_for_all_else_and_stay_out_of_the_history(active):
    active.limiter.granted.clear()
    active.clock.advance(15 * MINUTE)
    active.sync_due()
    assert {priority for _, _, priority in active.limiter.granted} == {Priority.IMPORT}
    with active.store.write(ACME) as work:
        assert [one.actor for one in work.audit.page() if one.action == "sync"] == [ANNA]
