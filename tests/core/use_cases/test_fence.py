"""What others do while a sending is under way: it gives up before it writes."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.errors import NotActivated
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME, codes, contents

LOOK = Priority.CHECK
PLAN = WRITE = Priority.INVOICE  # in this order


@pytest.fixture
def invoice(world):
    return world.ready_to_send().add_invoice()


def test_disabled_while_it_looks_an_invoice_is_not_sent(world, invoice):
    world.limiter.interrupt(LOOK, lambda: world.disable(ACME, MEMORY, by="anna"))
    delivery = world.press_send(invoice)
    assert (delivery.state, codes(delivery)) == (DeliveryState.READY, ["not_activated"])
    assert world.books.calls["create"] == 0


def test_with_the_key_exchanged_while_it_looks_an_invoice_goes_at_the_next_try(world, invoice):
    world.books.keys["test-key-northern-2"] = world.books.keys[TEST_KEY]
    world.limiter.interrupt(LOOK, lambda: world.updated("test-key-northern-2"))
    assert world.press_send(invoice).state is DeliveryState.READY
    assert world.books.calls["create"] == 0
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_two_tabs_that_press_send_at_once_send_once(world, invoice):
    world.limiter.interrupt(LOOK, lambda: world.press_send(invoice))
    assert world.press_send(invoice).settled
    assert contents(world.books) == [("2026-1", [PDF])]


def test_a_worker_and_a_person_at_once_send_once(world, invoice):
    world.limiter.interrupt(PLAN, world.work_due)
    world.press_send(invoice)
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


class Killed(BaseException):
    """The process ends here."""


def test_a_process_that_dies_while_sending_leaves_a_doubt_and_no_second_invoice(world, invoice):
    def die():
        raise Killed

    world.limiter.interrupt(PLAN, lambda: world.limiter.interrupt(WRITE, die))
    with pytest.raises(Killed):
        world.press_send(invoice)
    assert world.delivery(invoice).state is DeliveryState.SENDING
    world.pass_time(120)
    assert world.delivery(invoice).state is DeliveryState.CHECKING
    assert not world.books.invoices


def test_a_disabled_integration_does_not_stop_the_worker(world, invoice):
    world.books.down_after = 0
    world.press_send(invoice)
    world.books.down_after = None
    world.disable(ACME, MEMORY, by="anna")
    world.pass_time(120)
    with pytest.raises(NotActivated):
        world.press_send(invoice)
    world.activated()
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_a_request_that_waited_past_its_permission_does_not_leave(world, invoice):
    world.limiter.interrupt(PLAN, lambda: world.limiter.interrupt(WRITE, lambda: world.clock.advance(11)))
    assert world.press_send(invoice).state is DeliveryState.READY
    assert world.books.calls["create"] == 0
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_an_upload_that_waited_past_its_permission_does_not_leave(world, invoice):
    world.limiter.interrupt(Priority.DOCUMENT, lambda: world.clock.advance(11))
    assert world.press_send(invoice).state is DeliveryState.SENT
    assert contents(world.books) == [("2026-1", [])]
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_disabled_while_it_waits_for_its_turn_to_write_an_invoice_is_not_sent(world, invoice):
    def disable():
        world.disable(ACME, MEMORY, by="anna")

    world.limiter.interrupt(PLAN, lambda: world.limiter.interrupt(WRITE, disable))
    assert world.press_send(invoice).state is DeliveryState.READY
    assert world.books.calls["create"] == 0
