"""A batch that is stopped while a request of it is on the way: what did not leave is not begun again."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.world import ACME, ANNA

HOUR = 3600.0


@pytest.fixture
def stopped(world):
    """Its request was about to leave when the batch was stopped, and did not, for there was no budget."""
    invoice = world.ready_to_send().add_invoice()
    batch = world.send_many(ACME, MEMORY, PartyKind.CUSTOMER, [invoice.id], by=ANNA).batch

    def stop():
        world.stop_batch(ACME, MEMORY, batch.id, by=ANNA)
        world.limiter.down = True

    world.limiter.interrupt(Priority.INVOICE, lambda: world.limiter.interrupt(Priority.INVOICE, stop))
    world.work_due()
    world.limiter.down = False
    return invoice, batch


def test_it_waits_until_the_batch_is_resumed(world, stopped):
    invoice, _ = stopped
    world.pass_time(HOUR, step=60)
    assert (world.delivery(invoice).state, world.delivery(invoice).due) == (DeliveryState.READY, None)
    assert world.books.calls["create"] == 0


def test_resumed_it_is_sent(world, stopped):
    invoice, batch = stopped
    world.resume_batch(ACME, MEMORY, batch.id, by=ANNA)
    world.pass_time(60)
    assert world.delivery(invoice).state is DeliveryState.SENT
