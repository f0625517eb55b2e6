"""Whose an invoice is, told at Procountor's own books: years, lost answers, rounding, repeated hours, other answers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.errors import OutcomeUnknown, UnexpectedAnswer
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.codes.local_time import from_procountor, readings
from trackifi_procountor.http.wire import HEADERS
from trackifi_procountor.invoices.remote_invoices import InvoiceAnswer, remote_invoice, the_asked

from tests.procountor.booking import SALES, booked, connected, draft
from tests.procountor.connecting import KEY
from tests.steps.records import pdf_of

pytestmark = pytest.mark.tricky


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


def test_the_repeated_hour_has_two_readings_and_every_other_has_one():
    at_twenty_past = (datetime(2026, 10, 25, 0, 20, tzinfo=UTC), datetime(2026, 10, 25, 1, 20, tzinfo=UTC))
    assert readings("2026-10-25T03:20:00") == at_twenty_past
    assert readings("2026-10-25T04:20:00") == (datetime(2026, 10, 25, 2, 20, tzinfo=UTC),)
    assert len(readings("2026-03-29T03:20:00")) == 1  # left out in spring
    assert from_procountor("2026-10-25T03:20:00") == at_twenty_past[0]
    assert readings("no time") == ()


def test_both_readings_are_told_of_an_invoice():
    row = InvoiceAnswer(id=1, type="SALES_INVOICE", created="2026-10-25T03:20:00")
    assert remote_invoice(row, ahead=timedelta(0)).created_last == datetime(2026, 10, 25, 1, 20, tzinfo=UTC)


def test_an_answer_about_another_id_than_was_asked_for_is_not_read():
    with pytest.raises(UnexpectedAnswer):
        the_asked(InvoiceAnswer(id=2), {1}, "/invoices/1")
    assert the_asked(InvoiceAnswer(id=1), {1}, "/invoices/1").id == 1


def test_another_invoices_files_are_not_taken_for_this_ones(sandbox):
    connection = connected(sandbox)
    first, second = booked(connection, "R-1"), booked(connection, "R-2")
    book = sandbox.state.first.invoices
    book._invoices[int(first.id)] = book.get(int(second.id))  # as a cache or another connection's answer would
    for ask in (
        lambda: connection.documents.attached(first),
        lambda: list(connection.accounting.read_invoices([first.id])),
        lambda: connection.accounting.read_back(b"", first.id),
    ):
        with pytest.raises(UnexpectedAnswer):
            ask()


def test_a_whole_invoice_has_its_due_day_and_its_lines(sandbox):
    connection = connected(sandbox)
    made = booked(connection)
    read = connection.accounting.read_back(draft(connection).payload, made.id)
    assert (read.kind, read.lines, read.differences) == (SALES, made.lines, ())
    (found,) = connection.accounting.new_invoices(SALES, from_procountor(sandbox.state.clock.stamp()))
    assert (found.id, found.due) == (made.id, read.due)
    assert list(connection.accounting.new_invoices(PartyKind.FREELANCER, datetime(2020, 1, 1, tzinfo=UTC))) == []
    assert connection.accounting.read_back(b"", RemoteInvoiceId("none")) is None


def test_no_cache_between_here_and_there_may_answer():
    assert (HEADERS["Cache-Control"], HEADERS["Pragma"]) == ("no-cache", "no-cache")


def test_what_a_search_told_of_the_making_stays_with_what_was_read(sandbox):
    connection = connected(sandbox)
    made = booked(connection)
    (found,) = connection.accounting.new_invoices(SALES, datetime(2020, 1, 1, tzinfo=UTC))
    bare = replace(made, created=None, created_or=None, created_by=None)
    assert (bare.and_found(found).created, bare.and_found(found).created_by) == (found.created, found.created_by)
    assert bare.and_found(replace(found, id=RemoteInvoiceId("9"))) == bare


@pytest.mark.parametrize("left_over", [{"name": "other.pdf"}, {"referenceId": 1}, {"name": None}])
def test_an_answer_about_another_file_is_no_proof_that_ours_arrived(sandbox, left_over):
    connection = connected(sandbox)
    made = booked(connection)
    document = invoice_document(made.own_number, pdf_of("2026-17"))
    sandbox.state.faults.add("rewrite", method="POST", path="/attachments", changes=left_over)
    with pytest.raises(OutcomeUnknown):
        connection.documents.attach(document, to=made, fence=open_fence)
