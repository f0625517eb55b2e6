"""The PDF of a sent invoice: a step of its own."""

from dataclasses import replace

import pytest
from trackifi_accounting.domain.deliveries.deliveries import PdfState
from trackifi_accounting.domain.values.references import RemoteUserId
from trackifi_accounting.errors import DocumentRejected, NotFound
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.books import Loss
from trackifi_accounting.testing.doubles.provider.documents import MemoryDocuments
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, WINDOW, memory_plugin
from trackifi_accounting.testing.examples.records import PDF
from trackifi_accounting.use_cases.deliveries.fences import LOST, PERMISSION

from tests.core.use_cases.world import ACME, World, contents

ONCE_WITH_PDF = [("2026-1", [PDF])]


def retry(world, invoice):
    return world.retry_attachment(ACME, MEMORY, invoice.kind, invoice.id, by="anna")


@pytest.fixture
def waiting(world):
    """An invoice that was sent while the document feature was off."""
    world.books.documents = False
    invoice = world.ready_to_send().add_invoice()
    world.press_send(invoice)
    return world, invoice


def test_with_documents_off_the_invoice_goes_and_its_pdf_waits(waiting):
    world, invoice = waiting
    delivery = world.delivery(invoice)
    assert delivery.settled
    assert (delivery.pdf_state, delivery.pdf_problem.code) == (PdfState.WAITING, "documents_off")
    assert contents(world.books) == [("2026-1", [])]


def test_a_waiting_pdf_goes_by_itself_after_sync_data(waiting):
    world, invoice = waiting
    world.books.documents = True
    world.synced()
    world.pass_time(60)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_waiting_pdf_goes_by_retrying_it(waiting):
    world, invoice = waiting
    world.books.documents = True
    assert retry(world, invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF
    assert world.books.calls["create"] == 1


def test_retrying_while_the_feature_is_still_off_changes_nothing(waiting):
    world, invoice = waiting
    assert retry(world, invoice).pdf_problem.code == "documents_off"
    assert world.books.calls["create"] == 1


def test_documents_switched_off_after_activation_let_the_pdf_wait(world):
    invoice = world.ready_to_send().add_invoice()
    world.books.documents = False
    delivery = world.press_send(invoice)
    assert (delivery.settled, delivery.pdf_state) == (True, PdfState.WAITING)
    world.books.documents = True
    assert retry(world, invoice).pdf_state is PdfState.ATTACHED


def test_an_uploads_lost_request_is_made_again_after_the_window(waiting):
    world, invoice = waiting
    world.books.documents = True
    world.books.losses.append(Loss.BEFORE_BOOKING)
    assert retry(world, invoice).pdf_state is PdfState.CHECKING
    world.pass_time(1800)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


def test_after_many_looks_a_short_outage_is_not_waited_for_until_the_next_day(waiting):
    world, invoice = waiting
    world.books.documents = True
    world.books.losses.append(Loss.BEFORE_BOOKING)
    retry(world, invoice)
    world.pass_time(10 * 60)
    world.books.down_after = 0
    world.pass_time(4 * 60)
    world.books.down_after = None
    world.pass_time(20 * 60)
    assert contents(world.books) == ONCE_WITH_PDF


def test_an_upload_whose_answer_got_lost_is_found_on_the_invoice(waiting):
    world, invoice = waiting
    world.books.documents = True
    world.books.losses.append(Loss.AFTER_BOOKING)
    assert retry(world, invoice).pdf_state is PdfState.CHECKING
    world.pass_time(1800)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


@pytest.fixture
def refused(waiting):
    """A sent invoice whose PDF the provider refused."""
    world, invoice = waiting
    world.books.documents = True
    remote = world.delivery(invoice).remote
    world.books.invoices[remote] = replace(world.books.invoices[remote], created_by=RemoteUserId("a-person"))
    assert retry(world, invoice).pdf_state is PdfState.NEEDS_ATTENTION
    world.books.invoices[remote] = replace(world.books.invoices[remote], created_by=RemoteUserId("user-of-remote-1"))
    return world, invoice


def test_a_refused_pdf_leaves_the_invoice_standing(refused):
    world, invoice = refused
    assert world.delivery(invoice).settled
    assert world.delivery(invoice).pdf_problem.code == "pdf_refused"


def test_a_refused_pdf_is_replaced_by_the_present_one(refused):
    world, invoice = refused
    better = PDF.replace(b"specimen", b"better specimen")
    world.host.put_document(ACME, invoice.kind, invoice.id, better)
    retry(world, invoice)
    world.pass_time(60)
    assert contents(world.books) == [("2026-1", [better])]


def test_a_refused_pdf_is_not_replaced_by_something_that_is_none(refused):
    world, invoice = refused
    world.host.put_document(ACME, invoice.kind, invoice.id, b"not a pdf")
    with pytest.raises(DocumentRejected):
        retry(world, invoice)
    assert contents(world.books) == [("2026-1", [])]


def test_retrying_twice_adds_one_file(waiting):
    world, invoice = waiting
    world.books.documents = True
    retry(world, invoice)
    retry(world, invoice)
    assert contents(world.books) == ONCE_WITH_PDF


def test_the_pdf_of_an_invoice_that_was_not_sent_can_not_be_retried(world):
    invoice = world.ready_to_send().add_invoice()
    with pytest.raises(NotFound):
        retry(world, invoice)


def test_a_pdf_that_changes_meanwhile_does_not_change_what_was_frozen(waiting):
    world, invoice = waiting
    world.host.put_document(ACME, invoice.kind, invoice.id, PDF + b"% changed\n%%EOF\n")
    world.books.documents = True
    retry(world, invoice)
    assert contents(world.books) == ONCE_WITH_PDF


def test_nobody_looks_for_a_pdf_while_its_upload_is_under_way(waiting):
    """The look would find nothing, and the upload's own answer would come to a delivery that somebody else has moved."""
    world, invoice = waiting
    world.books.documents = True
    look = upload = Priority.DOCUMENT  # in this order
    world.limiter.interrupt(look, lambda: world.limiter.interrupt(upload, world.work_due))
    assert retry(world, invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


def test_a_pdf_whose_process_died_is_looked_for_when_no_request_lasts_so_long(world):
    invoice = world.ready_to_send().add_invoice()
    sent, now = world.press_send(invoice), world.clock.now()
    with world.store.write(ACME) as work:
        due = now + PERMISSION + LOST
        work.deliveries.replace(replace(sent, pdf_state=PdfState.SENDING, pdf_sent_at=now, due=due))
    world.pass_time(90)
    assert world.delivery(invoice).pdf_state is PdfState.SENDING
    world.pass_time(20)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == ONCE_WITH_PDF


class DeafDocuments(MemoryDocuments):
    """What it tells of an invoice's files is an old answer: there were none."""

    def attached(self, to):
        super().attached(to)
        return ()


def test_an_upload_in_doubt_is_not_repeated_while_only_one_way_of_reading_shows_no_file():
    def connect(request):
        made = memory_plugin(world.books).connect(request)
        return replace(made, documents=DeafDocuments(made.documents._session))

    world = World(connect=connect)
    world.ready_to_send().press_send(world.add_invoice("2026-0"))
    world.books.losses.extend([None, Loss.AFTER_BOOKING])
    invoice = world.add_invoice("2026-1")
    assert world.press_send(invoice).pdf_state is PdfState.CHECKING
    world.pass_time(WINDOW.total_seconds() + 600)
    assert world.delivery(invoice).pdf_state is PdfState.ATTACHED
    assert contents(world.books) == [("2026-0", [PDF]), ("2026-1", [PDF])]
