"""A clock that is set forward shortens no waiting, one that is set back makes it longer."""

from datetime import timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import WINDOW
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import contents

DAY, MINUTE = 86400.0, 60.0


@pytest.fixture
def doubtful(world):
    """An attempt that booked nothing, and a control to prove it by."""
    world.ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    invoice = world.add_invoice("2026-1")
    world.books.losses.append(Loss.BEFORE_BOOKING)
    assert world.press_send(invoice).state is DeliveryState.CHECKING
    return invoice


def waited(world, *, limit=3 * DAY):
    """Minutes of real time until the invoice is sent again."""
    start = world.clock.monotonic()
    while world.books.calls["create"] < 3 and world.clock.monotonic() - start < limit:
        world.pass_time(30)
    return (world.clock.monotonic() - start) / MINUTE


def test_a_day_forward_does_not_shorten_the_window(world, doubtful):
    world.pass_time(MINUTE)
    world.clock.jump(DAY)
    assert waited(world) >= WINDOW / timedelta(minutes=1) - 1
    assert contents(world.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]


def test_two_looks_around_a_jump_are_not_a_minute_apart(world, doubtful):
    world.pass_time(WINDOW.total_seconds() - MINUTE)
    world.clock.jump(DAY)
    world.pass_time(20)
    assert world.books.calls["create"] == 2


def test_a_day_back_makes_the_window_longer(world, doubtful):
    world.pass_time(MINUTE)
    world.clock.jump(-DAY)
    assert waited(world) > DAY / MINUTE
    assert len(world.books.invoices) == 2


def test_a_late_commit_is_found_though_the_clock_was_set_forward(world):
    world.ready_to_send()
    world.press_send(world.add_invoice("2026-0"))
    invoice = world.add_invoice("2026-1")
    world.books.search_lag = timedelta(days=1, minutes=10)
    world.books.losses.append(Loss.AFTER_BOOKING)
    world.press_send(invoice)
    world.clock.jump(DAY)
    world.pass_time(14 * MINUTE)
    assert world.delivery(invoice).state is DeliveryState.SENT
    assert world.books.calls["create"] == 2


def test_a_pdf_in_doubt_waits_as_long_whatever_the_clock_says(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.losses.extend([None, Loss.BEFORE_BOOKING])
    world.press_send(invoice)
    assert world.delivery(invoice).pdf_state is PdfState.CHECKING
    world.clock.jump(DAY)
    world.pass_time(14 * MINUTE)
    assert world.books.calls["attach"] == 1
    world.pass_time(5 * MINUTE)
    assert contents(world.books) == [("2026-1", [PDF])]
