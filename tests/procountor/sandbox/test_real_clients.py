"""The four ways in which clients of others are known to talk, each from token to uploaded file."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

Body = Callable[..., dict[str, Any]]
FORM = {"grant_type": "client_credentials", "client_id": data.CLIENT_ID, "client_secret": data.CLIENT_SECRET}
FLAG = {"sendWithInvoice": False}
REDIRECT = {"redirect_uri": "https://sandbox.example/back"}


class Client:
    """Renews its token on the first 401 and tries once more, as the known clients do."""

    def __init__(self, base: str, token_path: str, form: dict[str, str]) -> None:
        self._base, self._token_path, self._form, self._token = base, token_path, form, "none"
        self.tokens = 0

    def _renew(self) -> None:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = httpx.post(self._base + self._token_path, content=urlencode(self._form), headers=headers, verify=False)
        self._token = answer.raise_for_status().json()["access_token"]
        self.tokens += 1

    def call(self, method: str, path: str, **arguments: Any) -> Any:
        for _ in range(2):
            headers = {"Authorization": f"Bearer {self._token}"}
            answer = httpx.request(method, self._base + path, headers=headers, verify=False, **arguments)
            if answer.status_code != 401:
                break
            self._renew()
        return answer.raise_for_status().json()


@dataclass(frozen=True, kw_only=True)
class Style:
    base: str
    token_path: str
    form: dict[str, str]
    meta_name: str | None
    meta: dict[str, bool]


PYTHON = Style(base="/supported/api/", token_path="oauth/token/", form=REDIRECT, meta_name=None, meta={})
NODE = Style(base="/api/", token_path="oauth/token", form={}, meta_name=None, meta=FLAG)
PHP = Style(base="/latest/api/", token_path="oauth/token", form=REDIRECT, meta_name="meta.json", meta={})
GO = Style(base="/latest/api/", token_path="oauth/token", form={}, meta_name=None, meta=FLAG)


@pytest.mark.parametrize("style", [PYTHON, NODE, PHP, GO], ids=["python", "node", "php", "go"])
def test_a_client_of_this_style_works_unchanged(sandbox: RunningSandbox, sales: Body, style: Style) -> None:
    client = Client(sandbox.url + style.base, style.token_path, FORM | style.form | {"api_key": sandbox.api_key})
    assert client.call("GET", "company")["id"] == data.FIRST_COMPANY_ID
    assert client.call("GET", "businesspartners", params={"orderById": "ASC", "previousId": 0})["results"]
    number = client.call("POST", "invoices", json=sales())["id"]
    sandbox.state.clock.advance(3700)
    meta = {"name": "lasku.pdf", "referenceType": "INVOICE", "referenceId": number} | style.meta
    files = {
        "meta": (style.meta_name, json.dumps(meta), "application/json"),
        "file": ("lasku.pdf", b"%PDF-1.7", "application/pdf"),
    }
    assert client.call("POST", "attachments", files=files)["sendWithInvoice"] is False
    assert client.call("GET", f"invoices/{number}")["attachments"][0]["name"] == "lasku.pdf"
    assert client.tokens == 2


def test_older_clients_may_be_made_to_name_the_flag(
    sandbox: RunningSandbox, api: httpx.Client, send_sale: Callable[[], httpx.Response]
) -> None:
    sandbox.state.switches.change({"send_with_invoice_needed": True})
    meta = {"name": "a.pdf", "referenceType": "INVOICE", "referenceId": send_sale().json()["id"]}
    files = {"meta": (None, json.dumps(meta), "application/json"), "file": ("a.pdf", b"%PDF", "application/pdf")}
    answer = api.post("/attachments", files=files)
    assert answer.json()["errors"][0]["field"] == "sendWithInvoice"


@pytest.mark.parametrize("path", ["/logout", "/api/logout"])
def test_a_logged_out_token_is_over(sandbox: RunningSandbox, api: httpx.Client, path: str) -> None:
    assert api.post(sandbox.url + path).status_code == 200
    assert api.get("/status").status_code == 401
