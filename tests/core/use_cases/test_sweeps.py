"""Sweeps: what no single look-up finds is found later, shown with both numbers, and never removed by us."""

from dataclasses import replace
from datetime import timedelta

import pytest
from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.reconciliation.questions import Answer
from trackifi_accounting.domain.reconciliation.sweeps import PERMISSION, id_of
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, WINDOW
from trackifi_accounting.use_cases.scheduling.claims import found_by

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_answers import asked
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, codes

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0


@pytest.fixture
def sent(world):
    invoice = world.ready_to_send().add_invoice()
    assert world.press_send(invoice).settled
    return invoice


def ours(world, number="2026-1", **changes):
    """An invoice that the key's user makes: ours, or a late commit of ours."""
    made = by_hand(world, number, by=world.books.keys[TEST_KEY])
    world.books.invoices[made.id] = replace(made, **changes)
    return world.books.invoices[made.id]


def swept(world, *, after=15 * MINUTE):
    world.clock.advance(after)
    return world.sweep_due()


def findings(world):
    return [one.code for one in world.survey(ACME, MEMORY).findings]


def state(world):
    with world.store.write(ACME) as work:
        return work.scheduled_tasks.state(MEMORY, ScheduledTask.SWEEP)


def test_a_late_duplicate_is_found_and_shown_with_both_numbers(world, sent):
    second = ours(world)
    assert swept(world) == 1
    (problem,) = world.delivery(sent).problems
    assert problem.code == "duplicate_at_provider"
    assert (problem.facts["first"], problem.facts["second"]) == ("M-1", second.id)
    assert [one.code for _, _, one in world.alarms] == ["duplicate_at_provider"]
    assert findings(world) == ["duplicate_at_provider"]
    assert len(world.books.invoices) == 2


def test_a_duplicate_is_told_once_and_goes_when_it_was_removed_there(world, sent):
    second = ours(world)
    swept(world)
    assert swept(world, after=HOUR) == 0
    assert codes(world.delivery(sent)) == ["duplicate_at_provider"]
    world.books.remove(second.id)
    swept(world, after=6 * HOUR)
    assert codes(world.delivery(sent)) == []
    assert findings(world) == []
    assert len(world.alarms) == 1


def test_an_invoice_of_our_user_that_was_not_sent_from_here_is_an_orphan(world, sent):
    ours(world, "2026-77")
    by_hand(world, "2026-78")
    assert swept(world) == 1
    (finding,) = world.survey(ACME, MEMORY).findings
    assert (finding.code, finding.facts["count"], finding.facts["numbers"]) == ("orphans_at_provider", "1", "2026-77")


def test_an_orphan_of_a_delivery_that_gave_up_is_a_question(world, sent):
    invoice = world.add_invoice("2026-2")
    world.books.partners.clear()
    assert world.press_send(invoice).state is DeliveryState.NEEDS_ATTENTION
    ours(world, "2026-2")
    swept(world)
    assert codes(world.delivery(invoice))[-1] == "orphan_at_provider"
    assert Answer.THERE in asked(world, invoice).answers


def test_what_is_still_being_looked_for_is_left_to_its_own_looks(world, sent):
    invoice = world.add_invoice("2026-2")
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    ours(world, "2026-2")
    assert swept(world) == 0
    assert codes(world.delivery(invoice)) == ["outcome_unknown"]


def test_what_a_person_has_set_aside_is_no_duplicate(world, sent):
    second = ours(world)
    delivery = world.delivery(sent)
    with world.store.write(ACME) as work:
        work.deliveries.replace(replace(delivery, set_aside=(second.id,)))
    assert swept(world) == 0


def test_a_commit_that_took_longer_than_half_the_window_is_an_alarm(world, sent):
    (identity,) = world.books.invoices
    made = world.books.invoices[identity]
    world.books.invoices[identity] = replace(made, created=made.created + WINDOW / 2 + timedelta(minutes=2))
    swept(world)
    (finding,) = world.survey(ACME, MEMORY).findings
    assert (finding.code, finding.facts["minutes"]) == ("late_commit", "10")


def test_a_commit_in_good_time_is_no_alarm(world, sent):
    (identity,) = world.books.invoices
    made = world.books.invoices[identity]
    world.books.invoices[identity] = replace(made, created=made.created + WINDOW / 2)
    swept(world)
    assert findings(world) == []


def test_a_second_attempt_that_was_booked_at_once_is_no_alarm_though_its_second_began_before_it(world, sent):
    (identity,) = world.books.invoices
    made, delivery = world.books.invoices[identity], world.delivery(sent)
    first = delivery.sent_at - timedelta(minutes=20)
    with world.store.write(ACME) as work:
        work.deliveries.replace(replace(delivery, sent_at=first, attempts=2))
    world.books.invoices[identity] = replace(made, created=delivery.not_after - PERMISSION - timedelta(seconds=1))
    swept(world)
    assert findings(world) == []


# When, and by whom.


def test_sweeps_come_after_a_quarter_an_hour_six_hours_a_day_and_each_night_of_a_week(world, sent):
    start, calls = world.clock.now(), []
    for _ in range(9 * 24 * 12):
        world.clock.advance(5 * MINUTE)
        before = world.books.calls["changed_invoices"]
        world.sweep_due()
        if world.books.calls["changed_invoices"] > before:
            calls.append((world.clock.now() - start) / timedelta(hours=1))
    assert [round(one, 2) for one in calls[:3]] == [0.25, 1.0, 6.0]
    assert len([one for one in calls if one > 24.5]) == 6
    assert max(calls) < 7 * 24
    assert world.books.calls["changed_invoices"] == len(calls)


def test_many_invoices_are_swept_by_one_listing(world, sent):
    for number in range(2, 30):
        world.press_send(world.add_invoice(f"2026-{number}"))
    world.books.calls.clear()
    swept(world)
    assert world.books.calls == {"changed_invoices": 1, "read_invoices": 1}


def test_one_worker_sweeps_and_a_dead_ones_turn_comes_again(world, sent):
    world.clock.advance(15 * MINUTE)
    with world.store.write(ACME) as work:
        assert work.scheduled_tasks.claim(
            MEMORY, ScheduledTask.SWEEP, now=world.clock.now(), until=world.clock.now() + WINDOW
        )
    world.books.calls.clear()
    assert world.sweep_due.one(ACME, MEMORY) == 0
    assert not world.books.calls
    swept(world)
    assert world.books.calls["changed_invoices"] == 1


def test_an_outage_is_no_sweep_and_is_tried_again(world, sent):
    second = ours(world)
    world.books.down_after = 0
    assert swept(world) == 0
    assert state(world).done_at is None
    assert [one.code for one in world.survey(ACME, MEMORY).problems] == ["provider_unavailable"]
    world.books.down_after = None
    assert swept(world, after=10 * MINUTE) == 1
    assert not world.survey(ACME, MEMORY).problems
    assert world.delivery(sent).problems[0].facts["id"] == second.id


def test_an_outage_does_not_hide_what_was_found_before(world, sent):
    second = ours(world)
    swept(world)
    world.books.down_after = 0
    swept(world, after=DAY)
    assert [id_of(one) for one in found_by(state(world))] == [second.id]
    world.books.down_after = None
    world.books.remove(second.id)
    swept(world)
    assert state(world).problems == ()


def test_an_integration_that_is_activated_again_is_swept_again(world, sent):
    second = ours(world)
    world.disable(ACME, MEMORY, by=ANNA)
    swept(world, after=HOUR)
    world.activated()
    assert swept(world, after=15 * MINUTE) == 1
    assert world.delivery(sent).problems[0].facts["id"] == second.id


def test_a_company_that_sent_nothing_is_not_swept(world):
    world.activated()
    world.books.calls.clear()
    swept(world, after=DAY)
    assert not world.books.calls


def test_a_disabled_integration_is_not_swept(world, sent):
    world.disable(ACME, MEMORY, by=ANNA)
    world.books.calls.clear()
    swept(world, after=HOUR)
    assert not world.books.calls


def test_an_invoice_that_was_removed_and_made_anew_by_our_key_is_an_orphan_not_a_duplicate(world, sent):
    (identity,) = world.books.invoices
    world.books.remove(identity)
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    ours(world, state=RemoteState.APPROVED)
    swept(world)
    assert codes(world.delivery(sent)) == ["removed_at_provider", "orphan_at_provider"]
