"""A sandbox on a free port, and a client that is logged in to it.

Clients say ``verify=False`` because on plain http the certificates need not be loaded, which takes longer than a test.
"""

import os
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

KEY = "sandbox-test-key-0001"
FORM = {
    "grant_type": "client_credentials",
    "client_id": data.CLIENT_ID,
    "client_secret": data.CLIENT_SECRET,
}


@pytest.fixture
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox(api_key=KEY) as running:
        yield running


@pytest.fixture
def login(sandbox: RunningSandbox) -> Iterator[Callable[..., httpx.Client]]:
    """A logged-in client for a key; without one for the first company."""
    clients: list[httpx.Client] = []

    def open_client(api_key: str = KEY) -> httpx.Client:
        token = httpx.post(f"{sandbox.url}/api/oauth/token", data=FORM | {"api_key": api_key}, verify=False).json()
        headers = {"Authorization": f"Bearer {token['access_token']}"}
        client = httpx.Client(verify=False, base_url=f"{sandbox.url}/api", headers=headers, timeout=5)
        clients.append(client)
        return client

    yield open_client
    for client in clients:
        client.close()


@pytest.fixture
def api(login: Callable[..., httpx.Client]) -> httpx.Client:
    return login()


@pytest.fixture
def control(sandbox: RunningSandbox) -> Iterator[httpx.Client]:
    with httpx.Client(verify=False, base_url=f"{sandbox.url}/sandbox", timeout=5) as client:
        yield client


@pytest.fixture
def today(sandbox: RunningSandbox) -> str:
    return sandbox.state.clock.today().isoformat()


@pytest.fixture
def sales(today: str) -> Callable[..., dict[str, Any]]:
    """A sales invoice without a fault; ``changes`` replace fields of the head."""

    def body(**changes: Any) -> dict[str, Any]:
        return deepcopy(_sales(today)) | changes

    return body


@pytest.fixture
def purchase(sales: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """A purchase invoice without a fault."""

    def body(**changes: Any) -> dict[str, Any]:
        made = sales(type="PURCHASE_INVOICE", invoiceChannel="NO_SENDING", partnerId=1101)
        made["paymentInfo"]["bankAccount"] = {"accountNumber": "FI6490000092000023"}
        made["paymentInfo"]["bankReferenceCode"] = "26013"
        made["originalInvoiceNumber"] = "T-17"
        made["counterParty"] = {"counterPartyAddress": {"name": "Aino Koehovi Tmi"}}
        made["invoiceRows"][0]["productId"] = 2102
        del made["language"]
        return made | changes

    return body


def _sales(today: str) -> dict[str, Any]:
    return {
        "type": "SALES_INVOICE",
        "date": today,
        "partnerId": 1001,
        "counterParty": {
            "email": "laskut.1001@sandbox.example",
            "identifier": "9100001-3",
            "counterPartyAddress": {
                "name": "Koehovi Konsultointi Oy",
                "street": "Testitie 1",
                "zip": "33100",
                "city": "Tampere",
                "country": "FINLAND",
            },
        },
        "paymentInfo": {
            "paymentMethod": "BANK_TRANSFER",
            "currency": "EUR",
            "currencyRate": 1,
            "dueDate": today,
            "bankAccount": {"accountNumber": data.FIRST_ACCOUNT},
            "bankReferenceCode": "",
        },
        "extraInfo": {"accountingByRow": False, "unitPricesIncludeVat": False},
        "discountPercent": 0,
        "invoiceRows": [
            {
                "product": "Konsultointi",
                "productId": 2001,
                "quantity": 7.5,
                "unit": "HOUR",
                "unitPrice": 95.0,
                "discountPercent": 0,
                "vatPercent": 25.5,
            }
        ],
        "invoiceChannel": "EMAIL",
        "vatStatus": 1,
        "language": "FINNISH",
        "originalInvoiceNumber": "1001",
    }


@pytest.fixture
def upload(api: httpx.Client) -> Callable[..., httpx.Response]:
    """Adds a file to an invoice."""

    def send(invoice_id: int, content: bytes = b"%PDF-1.7 test", **meta: Any) -> httpx.Response:
        document = {
            "name": "lasku.pdf",
            "referenceType": "INVOICE",
            "referenceId": invoice_id,
            "sendWithInvoice": False,
        }
        text = httpx.Request("POST", "http://x", json=document | meta).content
        files = {
            "meta": (None, text, "application/json"),
            "file": ("lasku.pdf", content, "application/pdf"),
        }
        return api.post("/attachments", files=files)

    return send


@pytest.fixture
def send_sale(api: httpx.Client, sales: Callable[..., dict[str, Any]]) -> Callable[[], httpx.Response]:
    """Posts a sales invoice without a fault."""
    return lambda: api.post("/invoices", json=sales())


@pytest.fixture(scope="session")
def material() -> Path:
    """A folder with ``openapi-26.04.json`` and ``cases/``, named by PROCOUNTOR_MATERIAL; the repository has none."""
    folder = Path(os.environ.get("PROCOUNTOR_MATERIAL", "/nowhere"))
    if not (folder / "openapi-26.04.json").is_file():
        pytest.skip("PROCOUNTOR_MATERIAL names no folder with openapi-26.04.json and cases/")
    return folder
