"""Reading back by itself: each hour, everything once a day, by one of several workers."""

from datetime import timedelta

import pytest
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.scheduling.progress import Stopped

from tests.core.use_cases.test_refresh import HOUR, at_provider, refreshed
from tests.core.use_cases.world import ACME, ANNA, OTHER_KEY, codes


def test_the_worker_reads_back_an_hour_after_the_first_was_sent_and_then_each_hour(world):
    world.ready_to_send()
    world.clock.advance(HOUR)
    world.refresh_due()
    sent = world.add_invoice()
    world.press_send(sent)
    at_provider(world, state=RemoteState.SENT)
    world.clock.advance(HOUR / 2)
    assert world.refresh_due() == 0
    assert world.delivery(sent).remote_state is RemoteState.UNFINISHED
    world.press_send(world.add_invoice())  # another one does not put it off, nor bring it forward
    world.clock.advance(HOUR / 2)
    assert world.refresh_due() == 1
    assert world.delivery(sent).remote_state is RemoteState.SENT
    world.books.calls.clear()
    world.clock.advance(HOUR / 2)
    world.refresh_due()
    assert not world.books.calls
    world.clock.advance(HOUR / 2)
    world.refresh_due()
    assert world.books.calls == {"changed_invoices": 1}


def test_of_two_workers_one_reads_back(world, sent):
    world.clock.advance(HOUR)
    with world.store.write(ACME) as work:
        until = world.clock.now() + timedelta(minutes=30)
        assert work.scheduled_tasks.claim(MEMORY, ScheduledTask.READ_BACK, now=world.clock.now(), until=until)
    world.books.calls.clear()
    assert world.refresh_due.one(ACME, MEMORY) == 0
    assert not world.books.calls


def test_one_that_died_while_reading_back_is_followed_by_another(world, sent):
    world.clock.advance(HOUR)
    at_provider(world, state=RemoteState.SENT)
    with world.store.write(ACME) as work:
        until = world.clock.now() + timedelta(minutes=30)
        assert work.scheduled_tasks.claim(MEMORY, ScheduledTask.READ_BACK, now=world.clock.now(), until=until)
    world.clock.advance(HOUR / 2)
    assert world.refresh_due() == 1


def test_the_worker_reads_everything_once_a_day(world, sent):
    world.clock.advance(HOUR)
    world.refresh_due()
    world.books.invoices.clear()
    for _ in range(23):
        world.clock.advance(HOUR)
        assert world.refresh_due() == 0
    world.clock.advance(HOUR)
    assert world.refresh_due() == 1
    assert codes(world.delivery(sent)) == ["removed_at_provider"]


def test_a_company_that_has_sent_nothing_costs_no_call(world):
    world.activated()
    world.books.calls.clear()
    world.clock.advance(HOUR)
    world.refresh_due()
    assert not world.books.calls
    assert not world.refresh_due.due()


def test_a_disabled_integration_costs_no_call(world, sent):
    world.disable(ACME, MEMORY, by=ANNA)
    world.books.calls.clear()
    world.clock.advance(HOUR)
    world.refresh_due()
    assert not world.books.calls


def test_a_refused_key_is_noted_and_asked_no_more(world, sent):
    world.books.keys.clear()
    world.clock.advance(HOUR)
    assert world.refresh_due() == 0
    assert world.integration().problem.code == "key_rejected"
    world.clock.advance(2 * HOUR)
    world.books.calls.clear()
    world.refresh_due()
    assert not world.books.calls
    with pytest.raises(CredentialsRejected):
        refreshed(world)


def test_a_key_that_is_accepted_ends_what_the_former_one_failed_with(world, sent):
    user = next(iter(world.books.keys.values()))
    world.books.keys.clear()
    world.clock.advance(HOUR)
    for task in (world.refresh_due, world.sweep_due, world.sync_due):
        task()
    assert [one.code for one in world.survey(ACME, MEMORY).problems] == ["key_rejected"]
    world.books.keys[OTHER_KEY] = user
    world.clock.advance(60)
    world.updated(OTHER_KEY)
    assert not world.survey(ACME, MEMORY).problems


def test_an_outage_is_tried_again_an_hour_later(world, sent):
    at_provider(world, state=RemoteState.SENT)
    world.books.down_after = 0
    world.clock.advance(HOUR)
    assert world.refresh_due() == 0
    assert "provider_unavailable" in [one.code for one in world.survey(ACME, MEMORY).problems]
    world.books.down_after = None
    world.clock.advance(HOUR)
    assert world.refresh_due() == 1
    assert not world.survey(ACME, MEMORY).problems


def test_a_person_who_reads_back_after_an_outage_sees_it_gone(world, sent):
    world.books.down_after = 0
    world.clock.advance(HOUR)
    world.refresh_due()
    assert [one.code for one in world.survey(ACME, MEMORY).problems] == ["provider_unavailable"]
    world.books.down_after = None
    world.clock.advance(60)
    refreshed(world)
    assert not world.survey(ACME, MEMORY).problems


def test_a_key_that_is_accepted_brings_reading_back_up_again(world, sent):
    at_provider(world, state=RemoteState.SENT)
    world.disable(ACME, MEMORY, by=ANNA)
    world.clock.advance(2 * HOUR)
    assert world.refresh_due() == 0
    world.activated()
    world.clock.advance(HOUR)
    assert world.refresh_due() == 1


def test_a_worker_that_is_to_stop_begins_no_further_reading(world, sent):
    def told_to_stop(_step):
        raise Stopped

    world.clock.advance(HOUR)
    world.books.calls.clear()
    for reading in (world.refresh_due, world.sync_due, world.sweep_due):
        assert reading.due()
        with pytest.raises(Stopped):
            reading(progress=told_to_stop)
        assert reading.due()
    assert not world.books.calls
