"""What Trackifi hands over, and what it may not change underneath a sending."""

from dataclasses import replace
from datetime import timedelta

import pytest
from trackifi_accounting.errors import DeliveryInProgress, NotFound
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF, party
from trackifi_accounting.use_cases.invoices.hand_over import HandOver

from tests.core.use_cases.world import ACME


@pytest.fixture
def hand_over(world):
    providers = {MEMORY: world.sessions.plugin(MEMORY)}
    return HandOver(register=world.host, store=world.store, clock=world.clock, providers=providers)


@pytest.fixture
def in_flight(world):
    """An invoice of which nobody knows for the moment whether it has arrived."""
    invoice = world.ready_to_send().add_invoice()
    world.books.search_lag = timedelta(minutes=2)
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.press_send(invoice)
    return invoice


def test_an_invoice_on_its_way_can_not_be_changed(world, hand_over, in_flight):
    with pytest.raises(DeliveryInProgress):
        hand_over.invoice(ACME, replace(in_flight, revision=2))
    with pytest.raises(DeliveryInProgress):
        hand_over.document(ACME, in_flight.kind, in_flight.id, b"%PDF-other %%EOF")
    assert world.host.document(ACME, in_flight.kind, in_flight.id) == PDF


def test_once_it_has_arrived_it_can_be_changed_again(world, hand_over, in_flight):
    world.pass_time(300)
    hand_over.invoice(ACME, replace(in_flight, revision=2))
    assert world.host.invoice(ACME, in_flight.kind, in_flight.id).revision == 2


def test_handing_over_twice_changes_nothing(world, hand_over):
    world.add_party()
    invoice = world.add_invoice()
    hand_over.party(ACME, party(invoice.kind, invoice.party))
    hand_over.invoice(ACME, invoice)
    hand_over.invoice(ACME, invoice)
    assert world.host.invoices(ACME, invoice.kind) == [invoice]


def test_an_invoice_of_an_unknown_party_is_refused(world, hand_over):
    world.add_party()
    invoice = world.add_invoice()
    with pytest.raises(NotFound):
        hand_over.invoice(ACME, replace(invoice, id="2", party="nobody"))
