"""What the simulation found, each told as the short story that it comes down to."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import ACME, World, contents


class Died(BaseException):
    """The process ends here."""


def die() -> None:
    raise Died


def test_a_restored_backup_adds_no_pdf_twice():
    world = World().ready_to_send()
    world.books.documents = False
    invoice = world.add_invoice()
    world.press_send(invoice)
    before = world.delivery(invoice)
    world.books.documents = True
    world.synced(full=True)
    world.pass_time(60)
    with world.store.write(ACME) as work:
        now = work.deliveries.get(MEMORY, invoice.kind, invoice.id)
        work.deliveries._keep(before)  # as the backup has it
    assert now.pdf_state == "attached"
    world.synced(full=True)
    world.pass_time(60)
    assert contents(world.books) == [("2026-1", [PDF])]


@pytest.mark.parametrize("at", [Priority.INVOICE, Priority.DOCUMENT])
def test_what_died_while_sending_goes_on_after_disabling_and_activating(at):
    world = World().ready_to_send()
    invoice = world.add_invoice()
    if at is Priority.INVOICE:
        world.limiter.interrupt(at, lambda: world.limiter.interrupt(at, die))
    else:
        world.limiter.interrupt(at, die)
    with pytest.raises(Died):
        world.press_send(invoice)
    world.disable(ACME, MEMORY, by="anna")
    world.pass_time(120)
    world.activated()
    world.pass_time(7200, step=60)
    if at is Priority.INVOICE:  # nothing to control the look with: a person is asked, but not before the window's end
        world.pass_time(4 * 3600, step=120)
        assert world.delivery(invoice).state is DeliveryState.NEEDS_ATTENTION
    else:
        assert contents(world.books) == [("2026-1", [PDF])]
