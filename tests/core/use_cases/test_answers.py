"""What only a person can decide: it is there; it isn't, send it; leave it."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.errors import DocumentRejected, InvoiceRejected, NotFound
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, contents

HOUR = 3600.0
SEND, LEAVE, REOPEN = (
    Reply(answer=Answer.SEND, reason="by mistake"),
    Reply(answer=Answer.LEAVE),
    Reply(answer=Answer.REOPEN),
)


def there(remote, *, confirmed=False):
    return Reply(answer=Answer.THERE, remote=remote, confirmed=confirmed)


def answered(world, invoice, reply):
    return world.answer(ACME, MEMORY, invoice.kind, invoice.id, reply, by=ANNA)


def asked(world, invoice):
    return world.ask(ACME, MEMORY, invoice.kind, invoice.id)


def trail(world):
    with world.store.write(ACME) as work:
        return [one for one in work.audit.page() if one.action.startswith("answer")]


def test_the_question_names_number_customer_date_and_sum_and_what_is_there(world, taken):
    question = asked(world, taken)
    assert question.answers == (Answer.THERE, Answer.SEND, Answer.LEAVE)
    assert question.look.code == "look_there"
    assert (question.number, question.issued.isoformat()) == ("2026-1", "2026-01-31")
    assert question.look.facts["sum"] == f"{taken.totals.gross} EUR"
    (found,) = question.found
    assert [(one.code, one.field) for one in found.differences] == [("found_differs", "creator")]


def test_a_question_is_put_though_the_provider_can_not_be_reached(world, taken):
    world.books.down_after = 0
    question = asked(world, taken)
    assert (question.found, question.trouble.code) == ((), "provider_unavailable")


def test_nothing_is_asked_about_what_is_well(world):
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    with pytest.raises(NotFound):
        asked(world, invoice)
    for reply in (SEND, LEAVE, REOPEN, there("1")):
        with pytest.raises(InvoiceRejected) as refused:
            answered(world, invoice, reply)
        assert refused.value.code == "answer_not_possible"
    assert world.books.calls["create"] == 1


# It is there.


def test_what_differs_is_shown_and_has_to_be_confirmed(world, taken):
    with pytest.raises(InvoiceRejected) as refused:
        answered(world, taken, there("1"))
    assert refused.value.code == "answer_needs_confirmation"
    assert [one.field for one in refused.value.reasons] == ["creator"]
    assert world.delivery(taken).state is DeliveryState.NEEDS_ATTENTION
    delivery = answered(world, taken, there("1", confirmed=True))
    assert (delivery.state, delivery.remote) == (DeliveryState.SENT, "1")
    (entry,) = trail(world)
    assert (entry.actor, entry.action, entry.facts["remote"]) == (ANNA, "answer_there", "1")
    assert "creator" in entry.facts["accepted"]


def test_to_an_invoice_that_a_person_made_no_pdf_is_ever_added(world, taken):
    delivery = answered(world, taken, there("1", confirmed=True))
    assert (delivery.pdf_state, delivery.pdf_problem.code) == (PdfState.NEEDS_ATTENTION, "pdf_by_hand")
    with pytest.raises(DocumentRejected):
        world.retry_attachment(ACME, MEMORY, taken.kind, taken.id, by=ANNA)
    world.press_send(taken)
    world.pass_time(2 * HOUR, step=600)
    assert world.books.calls["attach"] == 0
    done = answered(world, taken, LEAVE)
    assert (done.pdf_state, done.pdf_problem) == (PdfState.NONE, None)


def test_an_invoice_of_ours_gets_its_pdf_once(world, unclear):
    world.books.losses.clear()
    ours = by_hand(world, by=world.books.keys[TEST_KEY])
    delivery = answered(world, unclear, there(ours.id))
    assert (delivery.state, delivery.pdf_state) == (DeliveryState.SENT, PdfState.ATTACHED)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_it_is_named_by_the_providers_number_as_well(world, unclear):
    ours = by_hand(world, by=world.books.keys[TEST_KEY])
    world.books.invoices[ours.id] = replace(ours, number="20001042")
    assert answered(world, unclear, there(" 20001042 ")).remote == ours.id


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"own_number": "2026-7"}, "answer_other_invoice"),
        ({"kind": PartyKind.FREELANCER}, "answer_other_invoice"),
        ({"state": RemoteState.REMOVED}, "removed_at_provider"),
    ],
)
def test_another_invoice_is_not_taken_for_this_one(world, unclear, change, code):
    ours = by_hand(world, by=world.books.keys[TEST_KEY])
    world.books.invoices[ours.id] = replace(ours, **change)
    with pytest.raises(InvoiceRejected) as refused:
        answered(world, unclear, there(ours.id, confirmed=True))
    assert refused.value.code == code
    assert world.delivery(unclear).state is DeliveryState.NEEDS_ATTENTION


@pytest.mark.parametrize("named", ["99", "", "no such", None])
def test_a_number_that_nobody_finds_changes_nothing(world, unclear, named):
    with pytest.raises(InvoiceRejected) as refused:
        answered(world, unclear, there(named, confirmed=True))
    assert refused.value.code == "answer_not_there"
    assert trail(world) == []


def test_what_belongs_to_another_delivery_is_not_taken(world, unclear):
    other = world.add_invoice("2026-2")
    sent = world.press_send(other)
    world.books.invoices[sent.remote] = replace(world.books.invoices[sent.remote], own_number="2026-1")
    with pytest.raises(InvoiceRejected) as refused:
        answered(world, unclear, there(sent.remote, confirmed=True))
    assert (refused.value.code, refused.value.facts["other"]) == ("answer_taken", "2026-2")


# Leave it.


def test_a_question_that_is_left_needs_no_attention_and_can_be_opened_again(world, unclear):
    left = answered(world, unclear, LEAVE)
    assert (left.state, left.left) == (DeliveryState.NEEDS_ATTENTION, True)
    with world.store.write(ACME) as work:
        assert work.deliveries.count(MEMORY)["left"] == 1
    with pytest.raises(InvoiceRejected):
        answered(world, unclear, LEAVE)
    assert asked(world, unclear).answers[-1] is Answer.REOPEN
    assert not answered(world, unclear, REOPEN).left
    assert [one.action for one in trail(world)] == ["answer_reopen", "answer_leave"]
    assert world.books.calls["create"] == 1


def test_pressing_send_takes_a_left_question_up_again(world, taken):
    answered(world, taken, LEAVE)
    assert not world.press_send(taken).left
