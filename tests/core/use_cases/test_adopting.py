"""An invoice whose answer got lost: found again, it is compared with what was sent like any other."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import WINDOW
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import contents

FIRST = RemoteInvoiceId("1")
APART = Problem(code="echo_differs", field="party.name", facts={"ours": "Koe Oy", "theirs": "Koe"})


@pytest.mark.parametrize("kind", PartyKind)
def test_what_was_changed_on_receipt_is_told_though_the_answer_got_lost(world, kind):
    invoice = world.ready_to_send(kind).add_invoice(kind=kind)
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.books.differences[FIRST] = (APART,)
    delivery = world.press_send(invoice)
    assert (delivery.state, delivery.problems) == (DeliveryState.SENT, (APART,))
    assert contents(world.books) == [("2026-1", [PDF])]


@pytest.mark.parametrize("calls", range(1, 8))
def test_it_is_told_in_the_end_wherever_on_the_way_the_provider_went_away(world, calls):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.books.differences[FIRST] = (APART,)
    world.books.down_after = calls
    world.press_send(invoice)
    world.books.down_after = None
    world.pass_time(WINDOW.total_seconds() + 600)
    assert world.delivery(invoice).problems == (APART,)
    assert contents(world.books) == [("2026-1", [PDF])]
