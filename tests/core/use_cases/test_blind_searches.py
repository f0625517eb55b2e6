"""A search that finds nothing at all proves nothing, not even when it begins to see a moment later."""

from datetime import timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import WINDOW
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import contents

ONCE_EACH = [("2026-0", [PDF]), ("2026-1", [PDF])]


@pytest.fixture
def booked_unseen(world):
    """Booked, but the answer got lost, and no search has shown anything ever since; the window is over."""
    world.ready_to_send().press_send(world.add_invoice("2026-0"))
    invoice = world.add_invoice("2026-1")
    world.books.search_lag = timedelta(hours=10)
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.press_send(invoice)
    world.pass_time(WINDOW.total_seconds() + 600)
    return invoice


def test_while_searches_show_nothing_no_second_one_is_sent(world, booked_unseen):
    assert world.delivery(booked_unseen).state is DeliveryState.CHECKING
    assert world.books.calls["create"] == 2


def test_a_search_that_sees_again_between_a_look_and_its_control_proves_nothing(world, booked_unseen):
    def see_again_after_the_look():
        world.limiter.interrupt(Priority.CHECK, lambda: setattr(world.books, "search_lag", timedelta(0)))

    world.limiter.interrupt(Priority.CHECK, see_again_after_the_look)
    world.pass_time(WINDOW.total_seconds())
    assert world.delivery(booked_unseen).state is DeliveryState.SENT
    assert contents(world.books) == ONCE_EACH
