"""What nobody outside Procountor knows: the plugin holds under each answer it may give. docs/reference/unknowns.md lists the answers."""

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.invoices.documents import invoice_document
from trackifi_accounting.domain.values.references import InvoiceNumber
from trackifi_accounting.errors import (
    CredentialsRejected,
    FeatureDisabled,
    NotFound,
    ProviderUnavailable,
    RateLimited,
)
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_accounting.testing.examples.records import PDF
from trackifi_procountor.codes.checks import Findings
from trackifi_procountor.connection import Procountor
from trackifi_procountor.errors.rejections import reasons_of
from trackifi_procountor.http import strict_json
from trackifi_procountor.http.messages import Answer

from tests.procountor.booking import PURCHASE, booked, connected, draft, key
from tests.procountor.connecting import KEY, request_for


@pytest.fixture
def sandbox():
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def connection(sandbox):
    return connected(sandbox)


def switched(sandbox, **switches):
    sandbox.state.switches.change(switches)


@pytest.mark.parametrize("status", [400, 401])
@pytest.mark.parametrize("shape", ["errors", "oauth"])
def test_01_a_refused_token_is_a_refused_key_in_any_shape(sandbox, shape, status):
    switched(sandbox, token_error_shape=shape, token_error_status=status)
    with pytest.raises(CredentialsRejected):
        Procountor().connect(request_for(sandbox.url, key="not-a-key")).accounting.company()


def test_01_a_switched_off_usage_setting_looks_like_a_refused_key(sandbox, connection):
    sandbox.state.first.settings.invoiceable_clients = False
    with pytest.raises(CredentialsRejected):
        connection.accounting.company()


@pytest.mark.parametrize(
    ("answer", "error"),
    [("429", RateLimited), ("429-bare", RateLimited), ("503", ProviderUnavailable), ("refuse", ProviderUnavailable)],
)
def test_02_any_answer_to_too_many_calls_is_a_reason_to_wait(sandbox, connection, answer, error):
    connection.accounting.company()
    switched(sandbox, rate_limit_per_second=1, rate_limit_answer=answer)
    with pytest.raises(error):
        [connection.accounting.company() for _ in range(20)]


def test_03_no_character_outside_windows_1252_is_ever_sent():
    findings = Findings()
    every = [chr(number) for number in range(0x10000) if not 0xD800 <= number <= 0xDFFF]
    kept = {sign: text for sign in every if (text := _kept(sign, findings)) is not None}
    assert all(text.encode("cp1252") for text in kept.values())
    assert {"\u20ac", "\u2013", "\u00e5", "\u0160", "\u2122"} <= set(kept)


def _kept(sign, findings):
    findings.reasons.clear()
    text = findings.text(f"a{sign}b", at="message", limit=10)
    return None if findings.reasons else text


@pytest.mark.parametrize("search", ["exact", "ignore-case", "partial"])
def test_04_a_number_is_found_exactly_however_the_search_compares(sandbox, connection, search):
    switched(sandbox, number_search=search)
    for number in ("A-1", "a-1", "A-10"):
        booked(connection, number)
    assert [one.own_number for one in connection.accounting.find(key("A-1"))] == ["A-1"]
    assert connection.accounting.find(key("A-")) == ()


@pytest.mark.parametrize("message", ["SOMETHING_NEW", "Value of the 'x' field is odd."])
def test_05_an_unknown_validation_code_is_kept_word_for_word(message):
    body = strict_json.write({"errors": [{"status": 400, "field": "somewhere", "message": message}]})
    reason = reasons_of(Answer(status=400, content_type="application/json", body=body), {})[0]
    assert (reason.code, reason.facts, reason.field) == (
        "unclassified",
        {"code": "400", "message": message},
        "somewhere",
    )


@pytest.mark.parametrize("status", [400, 403, 404])
@pytest.mark.parametrize("refuses_upload", [False, True])
def test_06_documents_that_are_off_stop_the_pdf_and_not_the_invoice(sandbox, connection, status, refuses_upload):
    switched(sandbox, documents_off_status=status, documents_off_refuses_upload=refuses_upload)
    sandbox.state.first.settings.documents = False
    there = booked(connection)
    assert connection.documents.available() is False
    with pytest.raises(FeatureDisabled):
        connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)
    sandbox.state.first.settings.documents = True
    connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)
    assert len(connection.documents.attached(there)) == 1


def test_06_documents_switched_off_a_moment_ago_are_noticed_by_the_refusal(sandbox, connection):
    there = booked(connection)
    assert connection.documents.available() is True
    connection.documents.attach(invoice_document(InvoiceNumber("other"), PDF), to=there, fence=open_fence)
    switched(sandbox, documents_off_refuses_upload=True)
    sandbox.state.first.settings.documents = False
    with pytest.raises(FeatureDisabled):
        connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)


def test_07_vat_statuses_are_found_by_their_words_under_any_id(sandbox, connection):
    renumbered = [
        type(one)(
            id=one.id + 700, description=one.description, sales=one.sales, purchase=one.purchase, domestic=one.domestic
        )
        for one in sandbox.state.first.vat_statuses
    ]
    sandbox.state.first.vat_statuses[:] = renumbered
    assert b'"vatStatus":701' in draft(connection).payload


def test_08_09_lists_are_walked_by_the_last_id_only(sandbox, connection):
    list(connection.accounting.products())
    list(connection.accounting.partners())
    queries = [entry.query for entry in sandbox.state.journal]
    assert not any("page=" in query or "DESC" in query for query in queries)
    assert any("previousId=0" in query for query in queries)


@pytest.mark.parametrize("unknown", ["ignore", "refuse"])
def test_09_nothing_is_sent_that_the_document_does_not_know(sandbox, connection, unknown):
    switched(sandbox, unknown_fields=unknown)
    assert booked(connection).own_number == "2026-17"
    assert connection.accounting.create(draft(connection, kind=PURCHASE), fence=open_fence).kind is PURCHASE


def test_11_a_name_longer_than_the_register_allows_is_refused_here():
    findings = Findings()
    findings.needed("x" * 101, at="lines[0].name", limit=100)
    assert [reason.code for reason in findings.reasons] == ["text_too_long"]


@pytest.mark.parametrize("rounding", ["per-rate", "per-row"])
def test_12_the_providers_own_sums_come_back_to_be_compared(sandbox, connection, rounding):
    switched(sandbox, vat_rounding=rounding)
    assert booked(connection).totals is not None


@pytest.mark.parametrize("answer", ["accept", "refuse"])
def test_14_a_purchase_invoice_always_names_an_account(sandbox, connection, answer):
    switched(sandbox, purchase_without_account=answer)
    assert connection.accounting.create(draft(connection, kind=PURCHASE), fence=open_fence).kind is PURCHASE


@pytest.mark.parametrize("base", ["/api", "/supported/api", "/latest/api", "/v2604/api"])
def test_15_every_style_of_base_address_serves(sandbox, base):
    assert Procountor().connect(request_for(sandbox.url + base)).accounting.company().id == "11001"


@pytest.mark.parametrize("answer", [200, 404])
def test_an_empty_search_may_be_a_list_or_not_found(sandbox, connection, answer):
    switched(sandbox, empty_invoice_search=answer)
    assert connection.accounting.find(key("nothing")) == ()


@pytest.mark.parametrize("total", [True, False])
def test_a_list_is_whole_with_and_without_a_total(sandbox, connection, total):
    switched(sandbox, total_count=total)
    assert len(list(connection.accounting.partners())) == sum(
        one.type != "PERSON" for one in sandbox.state.first.partners
    )


@pytest.mark.parametrize("status", [400, 404])
def test_a_pdf_for_an_invoice_that_is_gone_is_refused_cleanly(sandbox, connection, status):
    switched(sandbox, attachment_unknown_reference=status)
    there = booked(connection)
    connection.documents.attach(invoice_document(there.own_number, PDF), to=there, fence=open_fence)
    sandbox.state.first.invoices.remove(int(there.id))
    with pytest.raises(Exception, match=r"procountor_pdf_refused|removed_at_provider"):
        connection.documents.attach(invoice_document(InvoiceNumber("again"), PDF), to=there, fence=open_fence)
    with pytest.raises(NotFound):
        connection.documents.attached(there)
