"""The declared verdicts of hand-made bodies, from the plugin's own checks, before any call."""

import json
from decimal import Decimal
from urllib.parse import urlencode

import pytest
from trackifi_procountor.http import allow_list, strict_json
from trackifi_procountor.http.messages import Call, CallRefused
from trackifi_procountor.invoices.form import shape_faults
from trackifi_procountor.invoices.form_meta import meta_shape_faults
from trackifi_procountor.invoices.form_rules import Environment, meta_faults, rule_faults

from tests.procountor.material import ABSENT, material

CASES = material("cases")
pytestmark = pytest.mark.skipif(not CASES.exists(), reason=ABSENT)


def load(folder):
    for path in sorted(folder.glob("*.json")):
        yield pytest.param(strict_json.read(path.read_bytes()), id=path.stem)


def of(folder, request):
    return [one for one in load(folder) if one.values[0].get("request") == request]


@pytest.mark.parametrize("case", of(CASES, "POST /invoices"))
def test_a_body_has_the_shape_it_is_declared_to_have(case):
    assert (not shape_faults(case["body"])) is case["valid"], shape_faults(case["body"])


@pytest.mark.parametrize("case", [one for one in of(CASES, "POST /invoices") if one.values[0].get("fails")])
def test_a_fault_of_shape_is_found_where_it_is(case):
    place = case["fails"]["at"].strip("/")
    path = "".join(f"[{step}]" if step.isdecimal() else f".{step}" for step in place.split("/")).removeprefix(".")
    assert any(fault.startswith(path) for fault in shape_faults(case["body"]))


@pytest.mark.parametrize("case", of(CASES / "conditional", "POST /invoices"))
def test_a_body_keeps_the_rules_it_is_declared_to_keep(case):
    partners = frozenset() if case.get("context") == "no such partner" else None
    assert not shape_faults(case["body"])
    faults = rule_faults(case["body"], Environment(partners=partners))
    assert (not faults) is case["valid"], faults


def test_an_attachment_travels_along_with_sales_invoices_only():
    meta = json.loads((CASES / "conditional" / "071-attachment-send-with-purchase-invoice.json").read_text())["body"]
    assert meta_faults(meta, invoice_type="PURCHASE_INVOICE", size=1) == ("sendWithInvoice",)
    assert meta_faults(meta, invoice_type="SALES_INVOICE", size=1) == ()


@pytest.mark.parametrize(("size", "faults"), [(10_000_000, ()), (10_000_001, ("file",))])
def test_a_file_has_ten_million_bytes_at_most(size, faults):
    assert meta_faults({}, invoice_type="SALES_INVOICE", size=size) == faults


@pytest.mark.parametrize("case", [one for one in load(CASES) if one.values[0].get("schema") == "Attachment"])
def test_what_tells_of_a_file_has_the_shape_it_is_declared_to_have(case):
    faults = meta_shape_faults(case["body"])
    assert (not faults) is case["valid"], faults
    if not case["valid"]:
        assert faults == (case["fails"]["at"].strip("/") or case["name"].rpartition("-")[2],)


@pytest.mark.parametrize(
    ("name", "call"),
    [
        (
            "109-attachment-upload-without-meta",
            {"path": "/attachments", "content_type": "multipart/form-data; boundary=0"},
        ),
        (
            "157-token-request-without-secret",
            {"path": "/oauth/token", "content_type": "application/x-www-form-urlencoded"},
        ),
    ],
)
def test_a_request_without_one_of_its_parts_is_stopped_before_it_leaves(name, call):
    case = json.loads((CASES / f"{name}.json").read_text())
    body = urlencode(case["body"]).encode() if "token" in name else case["body"]["file"].encode()
    assert case["valid"] is False
    with pytest.raises(CallRefused):
        allow_list.check(Call(method="POST", body=body, **call))


def test_numbers_of_the_cases_are_read_without_floats():
    case = strict_json.read((CASES / "001-sales-minimal.json").read_bytes())
    assert case["body"]["invoiceRows"][0]["unitPrice"] == Decimal("80.5")
