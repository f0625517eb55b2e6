"""It isn't there, send it: a person's word replaces the proof, once, and looking first stays."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_answers import HOUR, SEND, answered, trail
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ANNA, contents


def test_the_same_bytes_are_sent_once_more_on_a_persons_word(world, unclear):
    frozen = world.delivery(unclear).payload
    delivery = answered(world, unclear, SEND)
    assert (delivery.state, delivery.attempts, delivery.doubtful) == (DeliveryState.SENT, 2, 0)
    assert world.books.payloads[delivery.remote] == frozen
    assert contents(world.books) == [("2026-1", [PDF])]
    (entry,) = trail(world)
    assert (entry.action, entry.facts["question"], entry.actor) == ("answer_send", "outcome_unclear", ANNA)


def test_it_is_still_looked_for_first(world, unclear):
    by_hand(world, by=world.books.keys[TEST_KEY])
    assert answered(world, unclear, SEND).state is DeliveryState.SENT
    assert world.books.calls["create"] == 1


def test_after_a_persons_word_doubt_is_counted_anew(world, unclear):
    world.books.losses.append(Loss.BEFORE_BOOKING)
    again = answered(world, unclear, SEND)
    assert (again.state, again.doubtful, again.told_absent) == (DeliveryState.CHECKING, 1, False)
    world.pass_time(HOUR, step=60)
    assert world.books.calls["create"] == 2


def test_a_word_is_not_used_up_by_a_request_that_never_left(world, unclear):
    world.books.down_after = 4  # two looks and what opens the connections
    answered(world, unclear, SEND)
    world.books.down_after = None
    world.pass_time(HOUR, step=60)
    assert world.delivery(unclear).state is DeliveryState.SENT
    assert len(world.books.invoices) == 1


def test_beside_an_invoice_that_stands_there_a_second_one_is_sent_only_when_it_was_seen(world, taken):
    with pytest.raises(InvoiceRejected) as refused:
        answered(world, taken, SEND)
    assert [(one.code, one.facts["id"]) for one in refused.value.reasons] == [("stands_there", "1")]
    assert world.books.calls["create"] == 0
    assert answered(world, taken, Reply(answer=Answer.SEND, seen=frozenset({RemoteInvoiceId("1")}))).settled
    assert len(world.books.invoices) == 2


def test_pressing_send_does_not_do_what_takes_an_answer(world, taken):
    for _ in range(3):
        assert world.press_send(taken).state is DeliveryState.NEEDS_ATTENTION
    assert world.books.calls["create"] == 0


def test_a_removed_invoice_is_sent_anew_only_by_an_answer(world, removed):
    world.press_send(removed)
    world.pass_time(2 * HOUR, step=600)
    assert world.books.calls["create"] == 1
    delivery = answered(world, removed, SEND)
    assert (delivery.state, delivery.remote, delivery.pdf_state) == (DeliveryState.SENT, "2", PdfState.ATTACHED)
    assert [one.state for one in world.books.invoices.values()] == [RemoteState.REMOVED, RemoteState.UNFINISHED]


def test_the_removed_one_does_not_stand_in_the_way_of_later_looks(world, removed):
    world.books.losses.append(Loss.AFTER_BOOKING)
    delivery = answered(world, removed, SEND)
    assert (delivery.state, delivery.remote, delivery.doubtful) == (DeliveryState.SENT, "2", 1)


def test_what_we_sent_is_never_another_invoice_when_it_is_back(world, removed):
    world.books.invoices["1"] = replace(world.books.invoices["1"], state=RemoteState.UNFINISHED)
    with pytest.raises(InvoiceRejected):
        answered(world, removed, replace(SEND, seen=frozenset({RemoteInvoiceId("1")})))
    assert len(world.books.invoices) == 1


@pytest.mark.parametrize("reason", ["", "  ", "x" * 101])
def test_a_removed_invoice_is_not_booked_again_without_a_reason(world, removed, reason):
    with pytest.raises(InvoiceRejected, match="answer_reason_unfit"):
        answered(world, removed, Reply(answer=Answer.SEND, reason=reason))
    assert len(world.books.invoices) == 1


def test_the_reason_is_in_the_trail(world, removed):
    assert answered(world, removed, Reply(answer=Answer.SEND, reason=" removed by  mistake ")).settled
    assert [one.facts["reason"] for one in trail(world)] == ["removed by mistake"]
