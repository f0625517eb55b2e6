"""A worker's round: one look-up for many, each invoice on its own, and nothing in vain for all of them."""

from collections import Counter

import pytest
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.batches.batches import RowState
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteUserId
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.background.deliver_round import IN_A_ROW
from trackifi_accounting.use_cases.deliveries.look_up import FRESH, MANY, OLDEST
from trackifi_accounting.use_cases.scheduling.progress import Stopped

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.world import ACME, ANNA, World, codes, contents

SOME = 12


@pytest.fixture
def invoices(world):
    return many(world)


def many(world: World, kind: PartyKind = PartyKind.CUSTOMER, count: int = SOME):
    """Asked for, not yet sent."""
    world.ready_to_send(kind)
    made = [world.add_invoice(f"N-{one:03}", kind) for one in range(count)]
    world.batch = world.send_many(ACME, MEMORY, kind, [one.id for one in made], by=ANNA).batch
    world.books.calls.clear()
    return made


def by_hand(world: World, number: str) -> None:
    person = RemoteInvoice(
        id=world.books.next_invoice(),
        kind=PartyKind.CUSTOMER,
        own_number=InvoiceNumber(number),
        state=RemoteState.UNFINISHED,
        created=world.clock.now(),
        created_by=RemoteUserId("a-person"),
    )
    world.books.enter(person)


@pytest.mark.parametrize("kind", PartyKind)
def test_many_invoices_take_one_look_up_and_two_calls_each(world, kind):
    made = many(world, kind)
    assert world.deliver_due(ACME) == SOME
    assert contents(world.books) == [(one.number, [PDF]) for one in made]
    calls = Counter({name: world.books.calls[name] for name in ("find_all", "find", "create", "attach")})
    assert calls == {"find_all": 1, "find": 0, "create": SOME, "attach": SOME}


def test_few_invoices_are_looked_up_right_before_each_of_them(world):
    many(world, count=MANY - 1)
    world.deliver_due(ACME)
    assert (world.books.calls["find_all"], world.books.calls["find"]) == (0, MANY - 1)


def test_a_look_up_that_has_become_old_is_made_again_for_each_invoice(world, invoices):
    world.limiter.interrupt(Priority.INVOICE, lambda: world.clock.advance(OLDEST))
    world.deliver_due(ACME)
    assert (world.books.calls["find_all"], world.books.calls["find"]) == (1, SOME)
    assert len(world.books.invoices) == SOME


def test_a_number_that_a_person_takes_during_the_round_is_noticed(world, invoices):
    def somebody_types_it_in():
        by_hand(world, invoices[-1].number)
        world.clock.advance(FRESH)

    world.limiter.interrupt(Priority.INVOICE, somebody_types_it_in)
    world.deliver_due(ACME)
    assert codes(world.delivery(invoices[-1])) == ["number_taken"]
    assert (world.books.calls["find_all"], world.books.calls["find"], world.books.calls["new_invoices"]) == (1, 0, 1)
    assert len(world.books.invoices) == SOME


@pytest.mark.parametrize(("waits", "leaves"), [(5.0, True), (5.2, False)])
def test_no_request_leaves_whose_look_is_more_than_ten_seconds_old(world, invoices, waits, leaves):
    """The look is still fresh when the intent is written, and somebody types the number while the request waits."""
    seen = []

    def request_waits():
        seen.append(world.delivery(invoices[0]).state)
        by_hand(world, invoices[0].number)
        world.clock.advance(waits)

    def plan_waits():
        world.clock.advance(FRESH - 0.1)
        world.limiter.interrupt(Priority.INVOICE, request_waits)

    world.limiter.interrupt(Priority.INVOICE, plan_waits)
    world.deliver_due(ACME)
    assert seen == [DeliveryState.SENDING]
    assert world.delivery(invoices[0]).settled is leaves
    world.pass_time(120)
    number = [one.own_number for one in world.books.invoices.values()].count(invoices[0].number)
    assert number == (2 if leaves else 1)
    assert leaves or codes(world.delivery(invoices[0])) == ["number_taken"]


def test_a_list_that_was_waited_for_counts_from_its_answer(world, invoices):
    """Where many share the budget each call waits: a look is as old as its answer, or nothing would ever leave."""
    world.limiter.interrupt(Priority.INVOICE, lambda: world.clock.advance(FRESH))
    world.limiter.interrupt(Priority.CHECK, lambda: world.limiter.interrupt(Priority.CHECK, list_waits))

    def list_waits():
        world.clock.advance(9)
        world.limiter.interrupt(Priority.INVOICE, lambda: world.clock.advance(9))

    world.deliver_due(ACME)
    assert (world.books.calls["new_invoices"] > 0, world.delivery(invoices[0]).settled) == (True, True)


def test_an_invoice_that_changed_its_number_meanwhile_is_looked_up_by_the_new_one(world, invoices):
    by_hand(world, "N-new")
    world.add_invoice("N-new", id=invoices[0].id)
    world.deliver_due(ACME)
    assert codes(world.delivery(invoices[0])) == ["number_taken"]
    assert world.books.calls["find"] == 1


def test_numbers_that_a_person_used_before_are_asked_about_and_stop_no_other(world, invoices):
    by_hand(world, invoices[3].number)
    world.deliver_due(ACME)
    states = [world.delivery(one).state for one in invoices]
    assert states == [DeliveryState.NEEDS_ATTENTION if one == 3 else DeliveryState.SENT for one in range(SOME)]


def test_a_refused_key_costs_one_call_and_marks_no_invoice(world, invoices):
    user = world.books.keys.pop(TEST_KEY)
    world.pass_time(3600, step=600)
    assert world.books.calls == {"find_all": 1}
    assert [codes(world.delivery(one)) for one in invoices] == [[]] * SOME
    report = world.report_batch(ACME, MEMORY, world.batch.id)
    assert (report.problem.code, report.counts.by_standing) == ("key_rejected", {RowState.HELD: SOME})
    world.books.keys["test-key-northern-2"] = user
    world.updated("test-key-northern-2")
    world.pass_time(60)
    assert len(contents(world.books)) == SOME


def test_a_key_that_is_revoked_in_the_middle_leaves_the_rest_unmarked(world, invoices):
    def revoke():
        world.limiter.interrupt(Priority.DOCUMENT, lambda: world.books.keys.pop(TEST_KEY))

    world.limiter.interrupt(Priority.DOCUMENT, revoke)
    world.deliver_due(ACME)
    before = world.books.calls.copy()
    world.pass_time(600, step=60)
    assert world.books.calls == before
    marked = [one for one in invoices if world.delivery(one).problems or world.delivery(one).pdf_problem]
    assert len(marked) == 1
    assert sum(world.delivery(one).state is DeliveryState.READY for one in invoices) == SOME - 2


@pytest.mark.parametrize("right", [Capability.FIND_CUSTOMER_INVOICES, Capability.CREATE_CUSTOMER_INVOICES])
def test_a_missing_right_is_told_by_one_invoice_and_the_others_wait(world, invoices, right):
    world.books.granted -= {right}
    world.pass_time(3600, step=600)
    assert [codes(world.delivery(one)) for one in invoices] == [["right_missing"], *[[]] * (SOME - 1)]
    assert world.books.calls["create"] + world.books.calls["find_all"] <= 2
    world.books.granted |= {right}
    world.synced()
    world.pass_time(60)
    assert len(contents(world.books)) == SOME


def test_a_provider_that_is_down_is_tried_a_few_times_and_not_once_for_each_invoice(world, invoices):
    world.books.down_after = 1
    world.deliver_due(ACME)
    told = [one for one in invoices if world.delivery(one).problems]
    assert len(told) == IN_A_ROW
    assert all(world.delivery(one).due > world.clock.now() for one in invoices)
    world.books.down_after = None
    world.pass_time(600)
    assert contents(world.books) == [(one.number, [PDF]) for one in invoices]


def test_a_disabled_integration_is_told_once_and_gone_on_with_when_it_is_active_again(world, invoices):
    world.disable(ACME, MEMORY, by=ANNA)
    world.pass_time(3600, step=600)
    assert [codes(world.delivery(one)) for one in invoices] == [["not_activated"], *[[]] * (SOME - 1)]
    world.activated()
    world.pass_time(60)
    assert contents(world.books) == [(one.number, [PDF]) for one in invoices]


def test_disabled_in_the_middle_the_rest_is_not_begun(world, invoices):
    world.limiter.interrupt(Priority.DOCUMENT, lambda: world.disable(ACME, MEMORY, by=ANNA))
    world.deliver_due(ACME)
    assert len(world.books.invoices) == 1
    assert sum(codes(world.delivery(one)) == ["not_activated"] for one in invoices) == 1
    assert world.books.calls["create"] == 1


def test_a_defect_befalls_one_invoice_and_is_told_when_the_others_had_their_turn(world, invoices):
    def break_down():
        raise ZeroDivisionError

    world.limiter.interrupt(Priority.DOCUMENT, break_down)
    with pytest.raises(ZeroDivisionError):
        world.deliver_due(ACME)
    assert sum(world.delivery(one).pdf_state is PdfState.ATTACHED for one in invoices) == SOME - 1
    world.pass_time(1200, step=60)
    assert contents(world.books) == [(one.number, [PDF]) for one in invoices]


def test_a_round_stops_between_two_invoices_and_the_rest_stays_due(world, invoices):
    def stop(step):
        if step.done == 3:
            raise Stopped

    with pytest.raises(Stopped):
        world.deliver_due(ACME, progress=stop)
    assert len(world.books.invoices) == 3
    world.deliver_due(ACME)
    assert contents(world.books) == [(one.number, [PDF]) for one in invoices]


def test_a_pdf_that_changes_before_a_retry_is_sent_as_it_is_then(world, invoices):
    new = PDF + b"\n% new"
    world.host.put_document(ACME, PartyKind.CUSTOMER, invoices[0].id, b"not a pdf")
    world.deliver_due(ACME)
    assert codes(world.delivery(invoices[0])) == ["document_not_pdf"]
    world.host.put_document(ACME, PartyKind.CUSTOMER, invoices[0].id, new)
    world.retry_failed(ACME, MEMORY, world.batch.id, by=ANNA)
    world.deliver_due(ACME)
    assert dict(contents(world.books))[invoices[0].number] == [new]


def test_a_restored_backup_sends_nothing_twice(world, invoices):
    world.deliver_due(ACME)
    restored = World()
    restored.books.invoices.update(world.books.invoices)
    restored.books.files.update(world.books.files)
    many(restored)
    restored.pass_time(60)
    assert restored.books.calls["create"] + restored.books.calls["attach"] == 0
    report = restored.report_batch(ACME, MEMORY, restored.batch.id)
    assert report.counts.by_standing == {RowState.ALREADY_THERE: SOME}
    assert report.counts.with_pdf == SOME
