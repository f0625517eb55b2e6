"""Only what was reviewed leaves: two layers, each of which stops what the other might let pass."""

import json
import re

import httpx
import pytest
from trackifi_accounting.domain.values.secrets import Secret
from trackifi_procountor.http import allow_list
from trackifi_procountor.http.messages import Call, CallRefused
from trackifi_procountor.http.multipart import upload
from trackifi_procountor.http.request_check import may_leave
from trackifi_procountor.http.wire import Wire

from tests.procountor.raw_server import http, raw_server, sending

META = {"name": "T-1.pdf", "referenceType": "INVOICE", "referenceId": 7, "sendWithInvoice": False}
INVOICE = json.dumps({"type": "SALES_INVOICE", "date": "2026-01-31"}).encode()
FORM = b"grant_type=client_credentials&client_id=a&client_secret=b&api_key=c"


def get(path, **query):
    return Call(method="GET", path=path, query=tuple(query.items()))


def post_invoice(body=INVOICE, **changes):
    return Call(**{"method": "POST", "path": "/invoices", "content_type": "application/json", "body": body} | changes)


def post_file(**meta):
    content_type, body = upload(META | meta, name="T-1.pdf", content=b"%PDF-1.7 %%EOF")
    return Call(method="POST", path="/attachments", content_type=content_type, body=body)


RATE = {
    "baseCurrency": "EUR",
    "currency": "USD",
    "day": "2026-01-31",
    "rateType": "PROCOUNTOR_ACCOUNTING_EXCHANGE_RATE",
}
ALLOWED = [
    Call(method="POST", path="/oauth/token", content_type="application/x-www-form-urlencoded", body=FORM),
    get("/sessioninfo"),
    get("/users/rights"),
    get("/company"),
    get("/company/usagesettings"),
    get("/vats/default"),
    get("/fiscalyears"),
    get("/openapi.json"),
    get("/currencies/exchangerate", **RATE),
    get("/bankaccounts", size="200"),
    get("/attachments", size="1"),
    get("/businesspartners", type="CUSTOMER", active="false", orderById="ASC", size="200", previousId="12"),
    get("/businesspartners/1,2,3"),
    get("/products", orderById="ASC", size="200", previousId="0"),
    get("/invoices", types="SALES_INVOICE", originalInvoiceNumber="a&b=ü ", orderById="ASC", size="200"),
    get("/invoices/7"),
    post_invoice(),
    post_file(),
]
PLANTED = [
    get("/businesspartners/personaldetails"),
    get("/businesspartners", active="true"),
    get("/businesspartners", type="PERSON"),
    get("/businesspartners", type="CUSTOMER", name="Koe"),
    get("/businesspartners/" + ",".join(map(str, range(1, 202)))),
    get("/businesspartners/1/../../payments"),
    get("/businesspartners/\u0661"),
    get("/openapi.json", api_key="secret"),
    get("/products/2001"),
    get("/currencies/company"),
    get("/currencies/exchangerate"),
    get("/currencies/exchangerate", baseCurrency="EUR", currency="USD", day="2026-01-31"),
    get("/currencies/exchangerate", **(RATE | {"currency": "US D"})),
    get("/currencies/exchangerate", **RATE, size="200"),
    get("/currencies/latest"),
    get("/invoices/7/notes"),
    get("/invoices", originalInvoiceNumber="1"),
    get("/attachments", size="200"),
    get("/attachments"),
    get("/attachments/7"),
    get("/sessioninfo", api_key="secret"),
    Call(method="GET", path="/company", body=b"{}"),
    Call(method="GET", path="/company", query=(("size", "1"), ("size", "1"))),
    Call(method="HEAD", path="/company"),
    Call(method="PUT", path="/invoices/7/approve"),
    Call(method="PUT", path="/invoices/7", content_type="application/json", body=INVOICE),
    Call(method="DELETE", path="/attachments/7"),
    Call(method="PATCH", path="/businesspartners/7", content_type="application/json", body=b"{}"),
    post_invoice(query=(("addCollectionPenalCosts", "true"),)),
    post_invoice(b'{"type":"SALES_INVOICE","status":"APPROVED"}'),
    post_invoice(b'{"type":"SALES_INVOICE","id":7}'),
    post_invoice(b'{"type":"PURCHASE_INVOICE","invoiceApprovalInformation":{}}'),
    post_invoice(b'{"type":"TRAVEL_INVOICE"}'),
    post_invoice(b'{"type":["SALES_INVOICE"]}'),
    post_invoice(b"no json"),
    post_invoice(content_type="text/plain"),
    post_invoice(b'{"type":"SALES_INVOICE","notes":"' + b"x" * 2_000_000 + b'"}'),
    post_file(referenceType="SALES_PRODUCT_REGISTER"),
    post_file(extra="x"),
    Call(
        method="POST", path="/oauth/token", content_type="application/x-www-form-urlencoded; charset=utf-8", body=FORM
    ),
    Call(method="POST", path="/oauth/token", content_type="application/x-www-form-urlencoded", body=FORM + b"&scope=x"),
]


@pytest.mark.parametrize("call", ALLOWED, ids=lambda call: f"{call.method} {call.path}")
def test_what_the_plugin_needs_may_leave(call):
    allow_list.check(call)
    assert may_leave(call)


@pytest.mark.parametrize("call", PLANTED, ids=lambda call: f"{call.method} {call.path[:40]}")
def test_a_planted_call_is_stopped_by_the_table_and_by_the_second_lock_alone(call):
    with pytest.raises(CallRefused):
        allow_list.check(call)
    assert not may_leave(call)


@pytest.mark.parametrize(
    "call",
    [
        Call(method="PUT", path="/invoices/7/approve"),
        Call(method="DELETE", path="/attachments/7"),
        Call(method="PATCH", path="/businesspartners/7", body=b"{}"),
        Call(method="POST", path="/businesspartners", body=b"{}"),
        Call(method="POST", path="/payments", body=b"{}"),
        Call(method="POST", path="/invoices", query=(("addCollectionPenalCosts", "true"),), body=b"{}"),
        Call(method="GET", path="/company", body=b"{}"),
        Call(method="GET", path="/../../evil"),
        Call(method="GET", path="@127.0.0.2/api/company"),
        Call(method="GET", path=".evil.example/api/company"),
    ],
    ids=lambda call: f"{call.method} {call.path}",
)
def test_a_planted_call_that_passed_the_table_is_stopped_at_the_wire(call):
    with raw_server() as server:
        wire = Wire(server.url)
        with pytest.raises((CallRefused, httpx.InvalidURL)):
            wire.exchange(call, token=Secret("t"), seconds=5, limit=1000)
        wire.close()
        assert server.seen == []


def test_a_harmless_call_passes_the_wire():
    with raw_server(get_company=sending(http(b"{}"))) as server:
        wire = Wire(server.url)
        assert wire.exchange(get("/company"), token=Secret("t"), seconds=5, limit=1000).status == 200
        wire.close()


def test_the_digest_tells_one_table_from_another():
    assert re.fullmatch(r"[0-9a-f]{12}", allow_list.digest())
