"""A batch that one person stops while another resumes it: whoever was last has the last word."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.doubles.store.store import MemoryStore

from tests.core.use_cases.world import ACME, ANNA, World


class ShiftyStore(MemoryStore):
    """Lets somebody else act before the second transaction from now."""

    def __init__(self):
        super().__init__()
        self.waiting = []

    def write(self, company):
        if self.waiting and (act := self.waiting.pop(0)):
            act()
        return super().write(company)


class ShiftyWorld(World):
    """A world on such a store."""

    def made_store(self):
        return ShiftyStore()


@pytest.fixture
def batch():
    world = ShiftyWorld().ready_to_send()
    invoice = world.add_invoice()
    sent = world.send_many(ACME, MEMORY, PartyKind.CUSTOMER, [invoice.id], by=ANNA)
    return world, invoice, sent.batch.id


def test_what_was_resumed_while_it_was_being_stopped_is_sent(batch):
    world, invoice, named = batch
    world.store.waiting = [None, lambda: world.resume_batch(ACME, MEMORY, named, by=ANNA)]
    world.stop_batch(ACME, MEMORY, named, by=ANNA)
    world.pass_time(60)
    assert world.delivery(invoice).state is DeliveryState.SENT


def test_what_was_stopped_while_it_was_being_resumed_waits(batch):
    world, invoice, named = batch
    world.stop_batch(ACME, MEMORY, named, by=ANNA)
    world.store.waiting = [None, lambda: world.stop_batch(ACME, MEMORY, named, by=ANNA)]
    world.resume_batch(ACME, MEMORY, named, by=ANNA)
    world.pass_time(60)
    assert world.delivery(invoice).state is DeliveryState.READY
