"""Doubt: an answer got lost, or somebody else was there first; only a look-up leads on."""

from datetime import date, timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.plugins.offer import NoKey, ServerKey
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import WINDOW
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import World, codes, contents

both_kinds = pytest.mark.parametrize("kind", PartyKind)
ONCE_WITH_PDF = [("2026-1", [PDF])]


@both_kinds
def test_a_lost_answer_is_looked_up_at_once_and_found(world, kind):
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    world.books.losses.append(Loss.AFTER_BOOKING)
    delivery = world.press_send(invoice)
    assert (delivery.state, delivery.doubtful, delivery.problems) == (DeliveryState.SENT, 1, ())
    world.pass_time(WINDOW.total_seconds())
    assert contents(world.books) == ONCE_WITH_PDF


def test_while_in_doubt_pressing_again_only_looks(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.search_lag = timedelta(minutes=2)
    world.books.losses.append(Loss.AFTER_BOOKING)
    assert codes(world.press_send(invoice)) == ["outcome_unknown"]
    for _ in range(5):
        assert world.press_send(invoice).state is DeliveryState.CHECKING
    assert world.books.calls["create"] == 1
    world.pass_time(300)
    assert world.delivery(invoice).settled
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_request_that_got_lost_is_sent_again_only_on_proof_of_absence(world):
    world.ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    invoice = world.add_invoice("2026-1")
    world.books.losses.append(Loss.BEFORE_BOOKING)
    assert world.press_send(invoice).state is DeliveryState.CHECKING
    world.pass_time(WINDOW.total_seconds() - 60)
    assert world.books.calls["create"] == 2
    world.pass_time(600)
    assert world.delivery(invoice).state is DeliveryState.SENT
    assert contents(world.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]


def test_without_a_control_a_person_is_asked_and_nothing_is_sent_again(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    world.pass_time(6 * 3600, step=120)
    assert world.delivery(invoice).state is DeliveryState.NEEDS_ATTENTION
    assert codes(world.delivery(invoice)) == ["outcome_unclear"]
    assert world.books.calls["create"] == 1


NO_WAY_TO_BE_SURE = [NoKey(), ServerKey(lifetime=timedelta(days=1))]


@pytest.mark.parametrize("creation", NO_WAY_TO_BE_SURE, ids=lambda one: type(one).__name__)
def test_where_absence_can_not_be_proven_a_person_is_asked(creation):
    world = World(creation=creation).ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    invoice = world.add_invoice("2026-1")
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    world.pass_time(5 * 3600, step=600)
    assert world.delivery(invoice).state is DeliveryState.NEEDS_ATTENTION


@pytest.mark.parametrize("creation", NO_WAY_TO_BE_SURE, ids=lambda one: type(one).__name__)
def test_where_absence_can_not_be_proven_nothing_is_sent_again(creation):
    world = World(creation=creation).ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(world.add_invoice("2026-1"))
    world.pass_time(3600, step=120)
    assert world.books.calls["create"] == 2


ISSUED = date(2026, 1, 31)  # as the world's own invoices


def by_hand(world, number="2026-1", *, by="a-person", state=RemoteState.UNFINISHED):
    identity = world.books.next_invoice()
    return world.books.enter(
        RemoteInvoice(
            id=RemoteInvoiceId(identity),
            kind=PartyKind.CUSTOMER,
            own_number=number,
            state=state,
            partner=PartnerId("p1"),
            issued=ISSUED,
            created=world.clock.now(),
            created_by=RemoteUserId(by),
        )
    )


def test_a_number_that_a_person_has_entered_is_asked_about(world):
    invoice = world.ready_to_send().add_invoice()
    by_hand(world)
    delivery = world.press_send(invoice)
    assert (delivery.state, codes(delivery)) == (DeliveryState.NEEDS_ATTENTION, ["number_taken"])
    assert len(world.books.invoices) == 1


def test_two_of_one_number_are_asked_about(world):
    invoice = world.ready_to_send().add_invoice()
    by_hand(world)
    by_hand(world, by="another-person")
    assert codes(world.press_send(invoice)) == ["several_found"]


def test_an_invoice_removed_at_the_provider_is_not_made_again(world):
    invoice = world.ready_to_send().add_invoice()
    by_hand(world, by=world.books.keys[TEST_KEY], state=RemoteState.REMOVED)
    assert codes(world.press_send(invoice)) == ["removed_at_provider"]
    assert world.books.calls["create"] == 0
