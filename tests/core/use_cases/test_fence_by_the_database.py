"""The last act before the bytes: only the very attempt that is stored leaves, by the database's time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.errors import (
    ClockApart,
    DeliveryInProgress,
    HeldUp,
    NotActivated,
    ProviderUnavailable,
    RestoredLately,
)
from trackifi_accounting.ports.attempts import Attempts
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.attempts import MemoryAttempts
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.deliveries.fences import PERMISSION, Fences

from tests.core.use_cases.world import ACME, codes, contents

PLAN = WRITE = Priority.INVOICE  # in this order
QUARTER = 16 * 60


@pytest.fixture
def invoice(world):
    return world.ready_to_send().add_invoice()


@pytest.fixture
def sending(world, invoice):
    """An invoice whose intent is stored, with nothing sent yet, and its fence."""
    kept = []

    def look():
        kept.append(world.delivery(invoice))
        raise Died

    world.limiter.interrupt(PLAN, lambda: world.limiter.interrupt(WRITE, look))
    with pytest.raises(Died):
        world.press_send(invoice)
    return kept[0]


class Died(BaseException):
    """The process stands still here."""


def fence_of(world, intent, attempts: Attempts | None = None):
    with world.store.write(ACME) as work:
        integration = work.integrations.get(MEMORY)
    attempts = attempts or MemoryAttempts(store=world.store, time=world.clock)
    fences = Fences(attempts=attempts, clock=world.clock, time=world.clock)
    return fences.put_up(integration, intent, until=world.clock.now() + PERMISSION)


def changed(world, delivery, **changes):
    with world.store.write(ACME) as work:
        assert work.deliveries.replace(replace(delivery, **changes))


def test_it_opens_for_the_attempt_that_is_stored(world, sending):
    assert sending.state is DeliveryState.SENDING
    fence_of(world, sending)()


@pytest.mark.parametrize("changes", [{}, {"state": DeliveryState.CHECKING, "doubtful": 1}])
def test_it_is_shut_once_anybody_has_moved_the_delivery(world, sending, changes):
    fence = fence_of(world, sending)
    changed(world, sending, **changes)
    with pytest.raises(DeliveryInProgress):
        fence()


def test_it_is_shut_when_the_pdf_has_moved(world, sending):
    fence = fence_of(world, replace(sending, pdf_state=PdfState.SENDING))
    with pytest.raises(DeliveryInProgress):
        fence()


def test_it_is_shut_when_the_integration_began_anew(world, sending):
    fence = fence_of(world, sending)
    with world.store.write(ACME) as work:
        work.integrations.put(replace(integration := work.integrations.get(MEMORY), epoch=integration.epoch + 1))
    with pytest.raises(NotActivated):
        fence()


def test_it_is_shut_when_the_permission_has_run_out(world, sending):
    fence = fence_of(world, sending)
    world.clock.advance(10)
    with pytest.raises(ProviderUnavailable):
        fence()


@pytest.mark.parametrize("ahead", [2.5, -2.5, 1200])
def test_it_is_shut_on_a_machine_whose_clock_is_off(world, sending, ahead):
    world.clock.ahead = timedelta(seconds=ahead)
    with pytest.raises(ClockApart):
        fence_of(world, sending)()
    world.clock.ahead = timedelta(seconds=2)
    fence_of(world, sending)()


class Drowsy(MemoryAttempts):
    """The machine sleeps right after the database was asked."""

    seconds = 1.1

    def look(self, intent):
        found = super().look(intent)
        self._time.advance(self.seconds)
        return found


def test_it_is_shut_when_the_machine_slept_after_the_question(world, sending):
    attempts = Drowsy(store=world.store, time=world.clock)
    with pytest.raises(HeldUp, match="held_up"):
        fence_of(world, sending, attempts)()
    attempts.seconds = 0.9
    fence_of(world, sending, attempts)()


def test_what_a_machine_did_while_another_slept_stands_alone(world, invoice):
    """The sleeper wakes right before its request; its clock has not noticed anything."""

    def sleep():
        changed(world, world.delivery(invoice), state=DeliveryState.CHECKING, doubtful=1)

    world.limiter.interrupt(PLAN, lambda: world.limiter.interrupt(WRITE, sleep))
    assert world.press_send(invoice).state is DeliveryState.CHECKING
    assert world.books.calls["create"] == 0


def test_a_clock_that_is_off_is_said_and_the_invoice_goes_once_it_is_right(world, invoice):
    world.clock.ahead = timedelta(minutes=20)
    assert codes(world.press_send(invoice)) == ["clock_apart"]
    world.pass_time(300)
    assert (world.books.calls["create"], world.books.calls["draft"], world.books.calls["find"]) == (0, 0, 0)
    world.clock.ahead = timedelta(0)
    world.pass_time(120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_after_a_restore_only_looks_leave(world, invoice):
    world.store.declare_restored(world.clock.now())
    delivery = world.press_send(invoice)
    assert (delivery.state, codes(delivery), delivery.attempts) == (DeliveryState.READY, ["restored_lately"], 0)
    assert world.books.calls["create"] == 0
    assert world.books.calls["find"] == 1
    world.pass_time(QUARTER - 90)
    assert world.books.calls["create"] == 0
    world.pass_time(180)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_after_a_restore_no_pdf_leaves_either(world, invoice):
    world.limiter.interrupt(Priority.DOCUMENT, lambda: world.store.declare_restored(world.clock.now()))
    world.press_send(invoice)
    assert world.delivery(invoice).pdf_problem.code == "restored_lately"
    assert contents(world.books) == [("2026-1", [])]
    world.pass_time(QUARTER + 120)
    assert contents(world.books) == [("2026-1", [PDF])]


def test_a_restore_is_told_on_the_card_with_the_minutes_that_are_left(world, invoice):
    world.store.declare_restored(world.clock.now())
    world.clock.advance(61)
    problem = world.survey(ACME, MEMORY).problems[0]
    assert (problem.code, problem.facts) == ("restored_lately", {"minutes": "15"})
    world.clock.advance(QUARTER)
    assert world.survey(ACME, MEMORY).problems == ()


def test_the_fence_asks_for_a_restore_as_well(world, sending):
    fence = fence_of(world, sending)
    world.store.declare_restored(world.clock.now())
    with pytest.raises(RestoredLately):
        fence()


def test_a_machine_whose_clock_is_off_keeps_no_invoice_from_the_others(world, invoice):
    """It writes no intent, and what it could not send is due as soon the tenth time as the first."""
    world.clock.ahead = timedelta(minutes=20)
    world.press_send(invoice)
    for _ in range(10):
        world.pass_time(31)
    delivery = world.delivery(invoice)
    assert (delivery.attempts, delivery.tries) == (0, 0)
    assert delivery.due <= world.clock.now() + timedelta(seconds=30)
