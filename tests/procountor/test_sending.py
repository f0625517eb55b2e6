"""One invoice and its PDF on their way: what stands in the way, what is read anew, how many calls it takes."""

from dataclasses import replace

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.values.references import InvoiceNumber, RemoteInvoiceId
from trackifi_accounting.errors import (
    DocumentRejected,
    InvoiceRejected,
    PermissionMissing,
    ProviderUnavailable,
)
from trackifi_accounting.testing.doubles.fence import closed_fence, open_fence
from trackifi_accounting.testing.examples.records import PDF

from tests.procountor.booking import booked, connected, draft, key, today
from tests.procountor.connecting import KEY


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def connection(sandbox):
    return connected(sandbox)


def test_a_closed_period_is_told_before_and_by_procountor_alike(sandbox, connection):
    ready = draft(connection)
    for year in sandbox.state.first.fiscal_years:
        year.status = "CLOSED"
    with pytest.raises(InvoiceRejected) as told:
        connection.accounting.create(ready, fence=open_fence)
    assert {(reason.code, reason.field, reason.facts.get("date")) for reason in told.value.reasons} == {
        ("period_closed", "issued", today(connection).isoformat())
    }
    with pytest.raises(InvoiceRejected) as told:
        draft(connection)
    assert {reason.code for reason in told.value.reasons} == {"period_closed"}


def test_a_setting_put_right_counts_at_once(sandbox, connection):
    draft(connection)
    accounts = list(sandbox.state.first.accounts)
    sandbox.state.first.accounts.clear()
    with pytest.raises(InvoiceRejected):
        connection.accounting.create(draft(connection), fence=open_fence)
    with pytest.raises(InvoiceRejected):
        draft(connection)
    sandbox.state.first.accounts.extend(accounts)
    assert draft(connection).payload


def test_a_call_that_the_fence_stops_is_given_back_to_the_limiter(connection):
    ready, limiter = draft(connection), connection.accounting._api._limiter
    granted, reported = len(limiter.granted), len(limiter.reported)
    with pytest.raises(ProviderUnavailable):
        connection.accounting.create(ready, fence=closed_fence)
    assert len(limiter.granted) == granted + 1
    assert (len(limiter.given_back), len(limiter.reported)) == (1, reported)


def test_one_invoice_with_its_pdf_takes_three_calls_when_warm(sandbox, connection):
    connection.documents.attach(
        invoice_document(InvoiceNumber("x"), PDF), to=booked(connection, "warm"), fence=open_fence
    )
    ready = draft(connection, "2026-18")
    sandbox.state.journal.clear()
    assert connection.accounting.find(key("2026-18")) == ()
    there = connection.accounting.create(ready, fence=open_fence)
    connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)
    assert [f"{entry.method} {entry.path}" for entry in sandbox.state.journal] == [
        "GET /api/invoices",
        "POST /api/invoices",
        "POST /api/attachments",
    ]


def test_a_missing_right_is_named(sandbox, connection):
    ready = draft(connection)
    user = sandbox.state.first.users[sandbox.state.keys[KEY].user_id]
    user.rights = user.rights | {"sales": user.rights["sales"] | {"salesOrGroupInvoices": "VIEWING_RIGHTS"}}
    with pytest.raises(PermissionMissing) as told:
        connection.accounting.create(ready, fence=open_fence)
    assert told.value.facts == {"rights": "create_customer_invoices"}


@pytest.mark.parametrize("days", [0, 45, 250])
def test_an_invoice_goes_whatever_day_it_is(sandbox, days):
    sandbox.state.clock.advance(days * 86_400)
    assert booked(connected(sandbox)).issued == sandbox.state.clock.today()


def test_a_file_for_an_invoice_that_no_id_of_procountor_can_mean_never_leaves(sandbox, connection):
    there = replace(booked(connection), id=RemoteInvoiceId(str(2**40)))
    document = invoice_document(there.own_number, PDF)
    with pytest.raises(DocumentRejected) as told:
        connection.documents.attach(document, to=there, fence=open_fence)
    assert (told.value.code, told.value.facts["place"]) == ("procountor_form_broken", "referenceId")
    assert not [entry for entry in sandbox.state.journal if entry.method == "POST" and "attachments" in entry.path]
