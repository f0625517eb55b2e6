"""An invoice of a batch that a person answers for goes its own way from then on."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.questions import Answer, Reply
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_answers import answered
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA

NEW_KEY = "test-key-northern-2"
BESIDE = Reply(answer=Answer.SEND, seen=frozenset({RemoteInvoiceId("1")}))


@pytest.fixture
def asked_in_a_stopped_batch(world):
    invoice = world.ready_to_send().add_invoice()
    by_hand(world)
    batch = world.send_many(ACME, MEMORY, PartyKind.CUSTOMER, [invoice.id], by=ANNA).batch
    world.pass_time(60)
    assert world.delivery(invoice).state is DeliveryState.NEEDS_ATTENTION
    world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
    return invoice


def test_an_answer_takes_an_invoice_out_of_its_stopped_batch(world, asked_in_a_stopped_batch):
    assert answered(world, asked_in_a_stopped_batch, BESIDE).settled


def test_what_was_answered_for_goes_on_with_a_new_key_though_its_batch_is_stopped(world, asked_in_a_stopped_batch):
    user = world.books.keys[TEST_KEY]
    world.limiter.interrupt(Priority.INVOICE, world.books.keys.clear)
    assert answered(world, asked_in_a_stopped_batch, BESIDE).state is DeliveryState.READY
    world.books.keys[NEW_KEY] = user
    world.updated(NEW_KEY)
    world.pass_time(60)
    assert world.delivery(asked_in_a_stopped_batch).settled
