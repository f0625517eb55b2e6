"""Files of invoices."""

from collections.abc import Callable
from email import message_from_bytes
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox

Upload = Callable[..., httpx.Response]


@pytest.fixture
def invoice_id(api: httpx.Client, sales: Callable[..., dict[str, Any]]) -> int:
    number: int = api.post("/invoices", json=sales()).json()["id"]
    return number


def test_a_file_is_listed_with_its_invoice_and_can_be_read_back(
    api: httpx.Client, upload: Upload, invoice_id: int
) -> None:
    content = bytes(range(256)) * 40
    added = upload(invoice_id, content, sendWithInvoice=True)
    assert added.status_code == 200
    assert added.json()["mimeType"] == "application/pdf"
    assert [row["name"] for row in api.get(f"/invoices/{invoice_id}").json()["attachments"]] == ["lasku.pdf"]
    answer = api.get(f"/attachments/{added.json()['id']}")
    head = f"Content-Type: {answer.headers['content-type']}\r\n\r\n".encode()
    meta, file = message_from_bytes(head + answer.content).get_payload()
    assert meta.get_content_type() == "application/json"
    assert file.get_content_type() == "application/pdf"
    assert content in answer.content


@pytest.mark.parametrize(("size", "status"), [(10_000_000, 200), (10_000_001, 400)])
def test_ten_million_bytes_are_the_limit(upload: Upload, invoice_id: int, size: int, status: int) -> None:
    assert upload(invoice_id, b"x" * size).status_code == status


def test_a_repeat_makes_a_second_file(api: httpx.Client, upload: Upload, invoice_id: int) -> None:
    upload(invoice_id)
    upload(invoice_id)
    assert len(api.get("/attachments", params={"referenceId": invoice_id}).json()["results"]) == 2


def test_the_meta_part_must_say_that_it_is_json(api: httpx.Client, invoice_id: int) -> None:
    files = {"meta": (None, b"{}", "text/plain"), "file": ("a.pdf", b"x", "application/pdf")}
    assert api.post("/attachments", files=files).json()["errors"][0]["field"] == "meta"


@pytest.mark.parametrize("missing", ["meta", "file"])
def test_both_parts_are_needed(api: httpx.Client, missing: str) -> None:
    files = {"meta": (None, b"{}", "application/json"), "file": ("a.pdf", b"x", "application/pdf")}
    del files[missing]
    assert api.post("/attachments", files=files).json()["errors"][0]["field"] == missing


@pytest.mark.parametrize(
    ("meta", "field"),
    [
        ({"referenceId": 1}, "referenceId"),
        ({"name": ""}, "name"),
        ({"name": "\u0154.pdf"}, "name"),
        ({"sendWithInvoice": "true"}, "sendWithInvoice"),
        ({"referenceType": "SALES_INVOICE"}, "referenceType"),
    ],
)
def test_meta_is_checked(upload: Upload, invoice_id: int, meta: dict[str, Any], field: str) -> None:
    answer = upload(invoice_id, **meta)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


def test_a_file_of_a_purchase_invoice_is_not_sent_along(
    api: httpx.Client, upload: Upload, purchase: Callable[..., dict[str, Any]]
) -> None:
    number = api.post("/invoices", json=purchase()).json()["id"]
    assert upload(number, sendWithInvoice=True).status_code == 400
    assert upload(number).status_code == 200


@pytest.mark.parametrize("status", [400, 403, 404])
def test_without_documents_the_search_is_refused_and_the_upload_is_not(
    sandbox: RunningSandbox, api: httpx.Client, upload: Upload, invoice_id: int, status: int
) -> None:
    sandbox.state.first.settings.documents = False
    sandbox.state.switches.change({"documents_off_status": status})
    assert api.get("/attachments").status_code == status
    assert upload(invoice_id).status_code == 200


def test_the_upload_may_need_documents_too(sandbox: RunningSandbox, upload: Upload, invoice_id: int) -> None:
    sandbox.state.first.settings.documents = False
    sandbox.state.switches.change({"documents_off_refuses_upload": True})
    assert upload(invoice_id).status_code == 403


def test_a_file_of_another_company_is_not_found(
    login: Callable[..., httpx.Client], control: httpx.Client, upload: Upload, invoice_id: int
) -> None:
    number = upload(invoice_id).json()["id"]
    other = login(control.post("/keys", json={"company": 11002}).json()["value"])
    assert other.get(f"/attachments/{number}").status_code == 404
