"""The pages, walked as the user's guide tells."""

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

COMPANY = f"/companies/{data.FIRST_COMPANY_ID}"
NEW_KEY = {"client_id": data.CLIENT_ID, "description": "Trackifi integration", "user": "301"}


@pytest.fixture
def visitor(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(verify=False, base_url=sandbox.url, follow_redirects=True, timeout=5) as client:
        yield client


def words(answer: httpx.Response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def test_the_start_page_lets_one_log_in_to_each_company(visitor: httpx.Client) -> None:
    page = visitor.get("/")
    assert "Log in to Procountor" in words(page)
    assert data.FIRST_COMPANY in words(page)
    assert data.SECOND_COMPANY in words(page)


def test_every_menu_and_button_of_the_guide_is_there(visitor: httpx.Client) -> None:
    menus = words(visitor.get(COMPANY))
    for name in ("Management", "Integrations", "API management", "Company Info", "Usage Settings"):
        assert name in menus
    keys = words(visitor.get(f"{COMPANY}/api-management"))
    assert "Management > Integrations > API management" in keys
    assert "Create new API key" in keys
    form = words(visitor.get(f"{COMPANY}/api-management/new"))
    assert "Client ID" in form
    assert "Description" in form
    settings = words(visitor.get(f"{COMPANY}/usage-settings"))
    assert "Management > Company Info > Usage Settings" in settings
    assert "Documents" in settings


def test_a_new_key_is_shown_once_and_works(visitor: httpx.Client, login: Callable[..., httpx.Client]) -> None:
    created = visitor.post(f"{COMPANY}/api-management/new", data=NEW_KEY)
    found = re.search(r"<textarea[^>]*>([^<]+)</textarea>", created.text)
    assert found
    key = found.group(1)
    assert login(key).get("/company").json()["id"] == data.FIRST_COMPANY_ID
    again = visitor.get(str(created.url))
    assert key not in again.text
    assert "Trackifi integration" in words(again)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"client_id": ""}, "Enter the Client ID"),
        ({"client_id": "trackificlient"}, "There is no API client"),
        ({"user": "9"}, "Choose a user"),
    ],
)
def test_a_form_that_does_not_fit_makes_no_key(
    sandbox: RunningSandbox, visitor: httpx.Client, change: dict[str, str], problem: str
) -> None:
    answer = visitor.post(f"{COMPANY}/api-management/new", data=NEW_KEY | change)
    assert answer.status_code == 400
    assert problem in words(answer)
    assert len(sandbox.state.keys) == 1


def test_text_of_a_form_is_shown_as_text(visitor: httpx.Client) -> None:
    visitor.post(f"{COMPANY}/api-management/new", data=NEW_KEY | {"description": "<script>1</script>"})
    assert "<script>1" not in visitor.get(f"{COMPANY}/api-management").text


def test_a_revoked_key_stops_working(visitor: httpx.Client, api: httpx.Client) -> None:
    page = visitor.post(f"{COMPANY}/api-management/1/revoke")
    assert "Revoked" in words(page)
    assert api.get("/status").status_code == 401


def test_a_key_of_another_company_cannot_be_revoked_from_here(visitor: httpx.Client, api: httpx.Client) -> None:
    answer = visitor.post(f"/companies/{data.SECOND_COMPANY_ID}/api-management/1/revoke")
    assert answer.status_code == 404
    assert api.get("/status").status_code == 200


def test_documents_are_switched_off_and_on(visitor: httpx.Client, api: httpx.Client) -> None:
    visitor.post(f"{COMPANY}/usage-settings", data={"setting": "documents", "value": "off"})
    assert api.get("/attachments").status_code == 403
    visitor.post(f"{COMPANY}/usage-settings", data={"setting": "documents", "value": "on"})
    assert api.get("/attachments").status_code == 200


def test_arrived_invoices_are_listed_with_their_files(
    visitor: httpx.Client,
    api: httpx.Client,
    upload: Callable[..., httpx.Response],
    sales: Callable[..., dict[str, Any]],
    purchase: Callable[..., dict[str, Any]],
) -> None:
    sold = api.post("/invoices", json=sales(originalInvoiceNumber="S-1")).json()["id"]
    api.post("/invoices", json=purchase(originalInvoiceNumber="P-1"))
    upload(sold, b"%PDF-1.7 the very bytes")
    sales_list = visitor.get(f"{COMPANY}/sales-invoices")
    assert "S-1 Koehovi Konsultointi Oy" in words(sales_list)
    assert "894.19 EUR" in words(sales_list)
    assert "P-1" not in words(sales_list)
    assert "P-1 Aino Koehovi Tmi" in words(visitor.get(f"{COMPANY}/purchase-invoices"))
    assert "7.5 hour" in words(visitor.get(f"{COMPANY}/invoices/{sold}"))
    link = re.search(r'href="(/companies/\d+/files/\d+)"', sales_list.text)
    assert link
    file = visitor.get(link.group(1))
    assert (file.content, file.headers["content-type"]) == (b"%PDF-1.7 the very bytes", "application/pdf")
    assert file.headers["content-disposition"].startswith("inline")


def test_a_page_in_a_file_is_saved_and_not_opened(
    visitor: httpx.Client,
    api: httpx.Client,
    upload: Callable[..., httpx.Response],
    sales: Callable[..., dict[str, Any]],
) -> None:
    number = upload(api.post("/invoices", json=sales()).json()["id"], b"<script>", name="x.html").json()["id"]
    headers = visitor.get(f"{COMPANY}/files/{number}").headers
    assert headers["content-disposition"].startswith("attachment")
    assert headers["content-type"] == "application/octet-stream"


def test_long_lists_go_on(visitor: httpx.Client, api: httpx.Client, sales: Callable[..., dict[str, Any]]) -> None:
    for number in range(101):
        api.post("/invoices", json=sales(originalInvoiceNumber=f"S-{number:03d}"))
    first = visitor.get(f"{COMPANY}/sales-invoices")
    assert "S-000" not in words(first)
    older = re.search(r'href="(\?before=\d+)"', first.text)
    assert older
    assert "S-000" in words(visitor.get(f"{COMPANY}/sales-invoices{older.group(1)}"))


def test_a_form_from_another_site_is_refused(sandbox: RunningSandbox, visitor: httpx.Client) -> None:
    answer = visitor.post(
        f"{COMPANY}/api-management/new", data=NEW_KEY, headers={"Origin": "https://elsewhere.example"}
    )
    assert answer.status_code == 403
    assert len(sandbox.state.keys) == 1


@pytest.mark.parametrize("path", ["/companies/9", f"{COMPANY}/nothing", f"{COMPANY}/invoices/1", "/wp-login"])
def test_an_unknown_page_says_so(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in words(answer)
