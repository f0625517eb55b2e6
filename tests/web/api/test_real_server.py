"""The API as it runs: a server on a socket, and an accounting provider's own plugin with its sandbox."""

import contextlib
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values.data import CLIENT_SECRET
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.settings import PROVIDER_PREFIX, Settings, provider_settings
from trackifi_accounting_adapters.web.app import create_app

from tests.web.api.installation import company_body, invoice_body, party_body, pdf

KEY = "CANARY-sandbox-key-0077"
BASE = "/v1/companies/own-1"


@contextlib.contextmanager
def serving(container: Container) -> Iterator[str]:
    """Run a server in a thread; gives its address."""
    server = uvicorn.Server(uvicorn.Config(create_app(container), log_config=None, access_log=False, ws="none"))
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture
def client(tmp_path: Path, empty_tables: Path) -> Iterator[httpx.Client]:
    shutil.copy(empty_tables, tmp_path / "accounting.db")
    with RunningSandbox(api_key=KEY) as sandbox:
        values = {"ENVIRONMENT": "sandbox", "SANDBOX_URL": sandbox.url, "CLIENT_SECRET": CLIENT_SECRET}
        environment = {f"{PROVIDER_PREFIX}PROCOUNTOR_{name}": value for name, value in values.items()}
        settings = Settings(data_dir=tmp_path, requests_per_second=500, company_requests_per_second=500)
        container = Container(settings=settings, provider_settings=provider_settings(environment))
        token = container.tokens().create(role=Role.HOST, label="Specimen host")[1].reveal()
        headers = {"Authorization": f"Bearer {token}"}
        with (
            serving(container) as address,
            # verify=False: on plain http the certificates need not be loaded.
            httpx.Client(base_url=address, headers=headers, verify=False, timeout=60) as made,
        ):
            yield made
        let_go(container)


def done(response: httpx.Response) -> Any:
    assert response.status_code == 200, response.text
    assert "CANARY" not in response.text
    return response.json()


def test_the_whole_way_from_the_key_to_the_booked_invoices(client: httpx.Client) -> None:
    done(client.put(BASE, json=company_body()))
    [card] = done(client.get(f"{BASE}/integrations"))["items"]
    provider = f"{BASE}/integrations/{card['provider']}"
    activated = done(client.post(f"{provider}/activate", json={"credentials": {"api_key": KEY}}))
    rate = "25.5"
    line = invoice_body()["lines"][0] | {"vat": {"category": "S", "rate": rate}}
    sums = {"net": "675.00", "vat": "172.13", "gross": "847.13"}
    states = []
    for kind, role, status in (("customer", "customer", "finalized"), ("freelancer", "supplier", "approved")):
        [partner, *_] = done(client.get(f"{provider}/partners", params={"role": role}))["items"]
        party = party_body(partner["name"], iban="FI2112345600000785")
        done(client.put(f"{BASE}/{kind}s/p-1", json=party))
        choice = {"partner": partner["id"], "kind": kind, "party": "p-1"}
        assert done(client.put(f"{provider}/links", json={"choices": [choice]}))["conflicts"] == []
        invoice = {"status": status, "lines": [line], "totals": sums, "issued": "2026-11-02", "due": "2026-11-16"}
        done(client.put(f"{BASE}/{kind}-invoices/i-1", json=invoice_body(**invoice)))
        upload = {"content": pdf(), "headers": {"Content-Type": "application/pdf"}}
        done(client.put(f"{BASE}/{kind}-invoices/i-1/pdf", **upload))
        sent = done(client.post(f"{provider}/{kind}-invoices/i-1/send"))
        states.append((sent["state"], sent["pdf_state"], sent["problems"]))

    assert activated["integration"]["state"] == "active"
    assert activated["problem"] is None
    assert states == [("sent", "attached", []), ("sent", "attached", [])]


def test_a_body_that_is_announced_too_large_is_refused_unread(client: httpx.Client) -> None:
    done(client.put(BASE, json=company_body()))
    address, _, port = str(client.base_url.netloc, "ascii").partition(":")
    head = f"PUT {BASE} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    head += f"Authorization: {client.headers['Authorization']}\r\n"

    with socket.create_connection((address, int(port))) as connection:
        connection.sendall(f"{head}Content-Length: 999999999\r\n\r\n".encode() + b"{")
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 413 ")
