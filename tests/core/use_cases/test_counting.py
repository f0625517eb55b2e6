"""Exactly one PDF of the name and one standing invoice of the number, whoever made it: counted whenever it is read."""

import pytest
from trackifi_accounting.domain.deliveries.deliveries import PdfState
from trackifi_accounting.domain.invoices.documents import Document, digest_of
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.queries.deliveries import DeliveryStatus, problems_of, stands
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.reconciliation.mark_seen import MarkSeen

from tests.core.doubles import TEST_KEY
from tests.core.use_cases.test_doubt import by_hand
from tests.core.use_cases.world import ACME, ANNA, codes

QUARTER = 15 * 60.0


def copied(world, sent, *, name=None):
    """A box on the way sends the upload once more, or a person adds the same file."""
    document = Document(name=name or world.delivery(sent).pdf_name, content=PDF, digest=digest_of(PDF))
    world.books.add_file(world.delivery(sent).remote, document)


def refreshed(world, *, full=False):
    return world.refresh(ACME, MEMORY, by=ANNA, full=full)


def swept(world, _sent):
    world.clock.advance(QUARTER)
    world.sweep_due()


def read_back_in_full(world, _sent):
    refreshed(world, full=True)


def read_back_by_changes(world, sent):
    world.books.changed[world.delivery(sent).remote] = world.clock.now()
    refreshed(world)


each_reading = pytest.mark.parametrize("reading", [swept, read_back_in_full, read_back_by_changes])


def attention(world):
    with world.store.read(ACME) as work:
        tally = work.deliveries.tally(MEMORY)
        assert tally[DeliveryShow.ATTENTION] == len(work.deliveries.page(MEMORY, show=DeliveryShow.ATTENTION))
    return tally[DeliveryShow.ATTENTION]


@pytest.fixture
def read_once(world, sent):
    refreshed(world)
    return sent


@each_reading
def test_a_second_copy_of_a_pdf_that_was_answered_cleanly_is_told(world, read_once, reading):
    copied(world, read_once)
    reading(world, read_once)
    delivery = world.delivery(read_once)
    assert (delivery.pdf_state, delivery.pdf_problem.code) == (PdfState.ATTACHED, "pdf_twice")
    assert delivery.pdf_problem.facts["count"] == "2" == str(len(world.books.files[delivery.remote]))
    assert stands(delivery) is DeliveryStatus.DIFFERS
    assert attention(world) == 1


@each_reading
def test_once_the_copy_was_removed_there_it_is_told_no_more(world, read_once, reading):
    copied(world, read_once)
    refreshed(world, full=True)
    world.books.files[world.delivery(read_once).remote].pop()
    reading(world, read_once)
    assert world.delivery(read_once).pdf_problem is None
    assert attention(world) == 0


def test_one_file_is_no_news(world, read_once):
    before = world.delivery(read_once)
    swept(world, read_once)
    assert world.delivery(read_once) == before
    assert refreshed(world, full=True).changed == 0


def test_the_same_bytes_under_another_name_are_a_copy_in_the_drift_report_too(world, read_once):
    stem, mark, _ = world.delivery(read_once).pdf_name.rsplit(".", 2)
    copied(world, read_once, name=f"{stem}_1.{mark}.pdf")
    refreshed(world, full=True)
    assert world.delivery(read_once).pdf_problem.code == "pdf_twice"
    assert [one.what for one in world.drift_report(ACME, MEMORY)] == ["pdf_twice"]


def test_a_copy_that_stays_can_be_marked_as_seen_and_a_third_one_is_told_anew(world, read_once):
    mark_seen = MarkSeen(store=world.store, journal=Journal(store=world.store, time=world.clock))
    copied(world, read_once)
    refreshed(world, full=True)
    marked = mark_seen(ACME, MEMORY, read_once.kind, read_once.id, by=ANNA)
    assert (attention(world), problems_of(marked)) == (0, ())
    assert [(one.what, one.differs) for one in world.drift_report(ACME, MEMORY)] == [("pdf_twice", False)]
    copied(world, read_once)
    refreshed(world, full=True)
    assert attention(world) == 1


def test_a_sweep_counts_the_files_of_two_hundred_in_one_call(world):
    world.ready_to_send()
    for number in range(12):
        world.press_send(world.add_invoice(f"2026-{number}"))
    world.books.calls.clear()
    swept(world, None)
    assert (world.books.calls["changed_invoices"], world.books.calls["read_invoices"]) == (1, 1)


@pytest.mark.parametrize(("user", "told"), [(TEST_KEY, "duplicate_at_provider"), (None, "copy_at_provider")])
@pytest.mark.parametrize("full", [True, False])
def test_a_second_standing_invoice_of_the_number_is_told_when_invoices_are_read_back(
    world, read_once, user, told, full
):
    second = by_hand(world, by=world.books.keys[user]) if user else by_hand(world)
    refreshed(world, full=full)
    (problem,) = world.delivery(read_once).problems
    assert (problem.code, problem.facts["id"]) == (told, second.id)
    assert attention(world) == 1
    world.books.remove(second.id)
    refreshed(world, full=True)
    assert codes(world.delivery(read_once)) == []


def test_reading_back_without_a_second_one_asks_for_no_sweep(world, read_once):
    world.books.calls.clear()
    refreshed(world)
    assert world.books.calls["changed_invoices"] == 1
