"""Records that contradict each other stop one connection, and not the process."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.invariants import ALWAYS, UNLESS_ANSWERED, broken
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.errors import ConnectionStopped
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.use_cases.deliveries.journal import Journal

from tests.core.doubles import NOON, TEST_KEY
from tests.core.use_cases.world import ACME, codes

SENDING, CHECKING, SENT = DeliveryState.SENDING, DeliveryState.CHECKING, DeliveryState.SENT
READY, ASKED = DeliveryState.READY, DeliveryState.NEEDS_ATTENTION


@pytest.fixture
def ready(world):
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    sent = world.delivery(invoice)
    return replace(sent, state=READY, pdf_state=PdfState.NONE, remote=None, not_after=NOON, attempts=1, doubtful=1)


BREACHES = [
    ("same_delivery", {}, {"invoice": "another"}),
    ("frozen_before_sending", {}, {"state": SENDING, "payload": None}),
    ("frozen_before_sending", {}, {"state": SENDING, "pdf_digest": None}),
    ("frozen_before_sending", {}, {"state": SENDING, "not_after": None}),
    ("frozen_in_flight", {"state": CHECKING}, {"state": SENDING, "payload": b"other bytes"}),
    ("known_where", {}, {"state": SENT}),
    ("pdf_follows_invoice", {}, {"pdf_state": PdfState.ATTACHED}),
    ("nothing_added_to_others", {"state": SENT, "remote": "1"}, {"foreign": True, "pdf_state": PdfState.WAITING}),
    ("doubt_is_counted", {}, {"doubtful": 2}),
    ("attempts_only_grow", {"attempts": 3}, {"attempts": 2}),
    ("step_of_the_table", {"state": CHECKING}, {"state": READY}),
    ("same_place", {"state": SENT, "remote": "1"}, {"remote": "2"}),
    ("stays_sent", {"state": SENT}, {"state": READY}),
    ("no_word_put_in_a_persons_mouth", {}, {"told_absent": True}),
    ("no_word_put_in_a_persons_mouth", {}, {"set_aside": ("1",)}),
    ("doubt_is_not_forgotten", {}, {"doubtful": 0}),
]


@pytest.mark.parametrize(("rule", "was", "becomes"), BREACHES, ids=lambda one: one if isinstance(one, str) else "")
def test_each_rule_is_noticed_when_it_is_broken(ready, rule, was, becomes):
    before = replace(ready, **was)
    assert broken(replace(before, **becomes), before=before) == (rule,)


def test_every_rule_has_a_breach_that_is_tried():
    assert {rule for rule, _, _ in BREACHES} == {*ALWAYS, *UNLESS_ANSWERED}


@pytest.mark.parametrize("rule", UNLESS_ANSWERED)
def test_an_explicit_answer_may_take_back_what_was_proven(ready, rule):
    was, becomes = next((was, becomes) for name, was, becomes in BREACHES if name == rule)
    before = replace(ready, **was)
    assert broken(replace(before, **becomes), before=before, by_person=True) == ()


def breach(world) -> Delivery:
    """Have something written that no use case writes."""
    invoice = world.ready_to_send().add_invoice()
    sent = world.press_send(invoice)
    moved = replace(world.delivery(invoice), remote=RemoteInvoiceId("999"))
    with pytest.raises(ConnectionStopped) as stopped:
        Journal(store=world.store, time=world.clock).write(moved)
    assert stopped.value.facts["incident"] == f"same_place:customer/{invoice.id}/{moved.version}"
    assert world.delivery(invoice).remote == sent.remote
    return world.delivery(invoice)


def test_a_contradiction_is_not_written_and_stops_the_connection(world):
    breach(world)
    assert world.integration().problem.code == "connection_stopped"
    world.books.calls.clear()
    with pytest.raises(ConnectionStopped):
        world.press_send(world.add_invoice("2026-2"))
    with pytest.raises(ConnectionStopped):
        world.synced()
    assert not world.books.calls


def test_the_worker_goes_on_and_what_is_due_waits(world):
    world.ready_to_send()
    waiting = world.add_invoice("2026-0")
    world.books.down_after = 0
    world.press_send(waiting)
    world.books.down_after = None
    breach(world)
    world.books.calls.clear()
    world.pass_time(3600, step=600)
    assert codes(world.delivery(waiting)) == ["connection_stopped"]
    assert not world.books.calls


def test_activating_anew_lifts_the_stop_and_what_waited_goes_on(world):
    world.ready_to_send()
    breach(world)
    world.disable(ACME, MEMORY, by="anna")
    world.activated(TEST_KEY)
    assert world.press_send(world.add_invoice("2026-2")).settled


def test_the_stop_is_in_the_history(world):
    breach(world)
    with world.store.write(ACME) as work:
        entry = work.audit.page()[0]
    assert (entry.action, entry.actor) == ("stopped", "system")
    assert entry.facts["incident"].startswith("same_place:")
