"""A fresh world for each test."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.use_cases.matching_scene import HOUR, customer
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, World, codes


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def unclear(world):
    """The answer got lost, and nothing is there to prove the look-up by."""
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.BEFORE_BOOKING)
    world.press_send(invoice)
    world.pass_time(6 * 3600, step=120)
    assert codes(world.delivery(invoice)) == ["outcome_unclear"]
    return invoice


@pytest.fixture
def taken(world):
    """A person has entered an invoice of the number."""
    invoice = world.ready_to_send().add_invoice()
    by_hand(world)
    assert codes(world.press_send(invoice)) == ["number_taken"]
    return invoice


@pytest.fixture
def removed(world):
    """A sent invoice was removed by a person, and that was read back."""
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    world.books.remove(RemoteInvoiceId("1"))
    world.refresh(ACME, MEMORY, by=ANNA, full=True)
    assert codes(world.delivery(invoice)) == ["removed_at_provider"]
    return invoice


@pytest.fixture
def tab(world):
    """Activated an hour ago: three partners, the first two of them customers."""
    customer(world, "c1", "Esimerkki Yksi Oy")
    customer(world, "c2", "Malliyhtiö Kaksi Oy")
    world.add_partner(identity="p1", name="Esimerkki Yksi Oy")
    world.add_partner(identity="p2", name="Malliyhtiö Kaksi")
    world.add_partner(identity="p3", name="Tuntematon Kolmonen Oy")
    world.clock.advance(HOUR)
    world.activated()
    world.clock.advance(HOUR)
    return world


@pytest.fixture
def sent(world):
    world.ready_to_send()
    invoiced = world.add_invoice()
    assert world.press_send(invoiced).state is DeliveryState.SENT
    return invoiced
