"""A search that finds nothing at all proves nothing, not even when it begins to see a moment later."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.plugins.offer import Connection, ConnectRequest
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.accounting import MemoryProvider
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.plugins import WINDOW, memory_plugin
from trackifi_accounting.testing.examples.records import PDF

from tests.core.use_cases.world import World, codes, contents

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


BEHIND = timedelta(minutes=13)  # more than clocks are taken to differ by


class ClockBehind(Clock):
    """The provider's clock, behind ours."""

    def __init__(self, ours: Clock) -> None:
        self._ours = ours

    def now(self) -> datetime:
        return self._ours.now() - BEHIND

    def monotonic(self) -> float:
        return self._ours.monotonic()

    def sleep(self, seconds: float) -> None:
        self._ours.sleep(seconds)


class CachedNumbers(MemoryProvider):
    """Its search by number is answered by a cache that has never seen 2026-1."""

    def find(self, key):
        return tuple(one for one in super().find(key) if one.own_number != "2026-1")

    def new_invoices(self, kind, since):
        return (one for one in super().new_invoices(kind, since) if one.created >= since)


@pytest.fixture
def world_ahead():
    """Our clock is ahead of the provider's, and nothing told us so."""

    def connect(request: ConnectRequest) -> Connection:
        behind = replace(request, clock=ClockBehind(request.clock))
        made = memory_plugin(world.books).connect(behind)
        return replace(made, accounting=CachedNumbers(made.accounting._session))

    world = World(connect=connect)
    return world


def test_where_our_clock_is_ahead_the_second_look_goes_back_by_as_much_more(world_ahead):
    world_ahead.ready_to_send()
    world_ahead.books.losses.append(Loss.AFTER_BOOKING)
    invoice = world_ahead.add_invoice("2026-1")
    world_ahead.press_send(invoice)
    world_ahead.pass_time(300)
    world_ahead.press_send(world_ahead.add_invoice("2026-2"))  # the control, which the narrower look would show
    world_ahead.pass_time(WINDOW.total_seconds() + 600)
    assert codes(world_ahead.delivery(invoice)) == ["perhaps_sent"]  # dated before our request: a person tells
    assert contents(world_ahead.books) == [("2026-1", []), ("2026-2", [PDF])]
