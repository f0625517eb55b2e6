"""A click and all it causes bear one id; and logs that nobody takes stop no invoice. All of it in real processes."""

import contextlib
import fcntl
import json
import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values.data import CUSTOMERS
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.values.references import (
    Actor,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    PartyId,
    ProviderName,
)
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import PREFIX, Settings, provider_settings

from tests.resilience.rig.commands import NOWHERE, Command
from tests.resilience.test_secrecy import CUSTOMER, _invoice
from tests.steps.installation import variable
from tests.steps.records import COMPANY, pdf_of

KEY = "specimen-correlation-key.with-three.parts"
PROVIDER, TESTER = ProviderName("procountor"), Actor("specimen tester")
CLICK = "specimen-click-0001"
INVOICES = [replace(_invoice(), id=InvoiceId(f"invoice-{n}"), number=InvoiceNumber(f"C-{n}")) for n in range(3)]
PATIENCE = 180.0
SPEED = {"REQUESTS_PER_SECOND": "500", "COMPANY_REQUESTS_PER_SECOND": "500", "LOG_LEVEL": "DEBUG"}


@dataclass(frozen=True, kw_only=True)
class Installed:
    """A company that is ready to send, and the token of its host."""

    environment: dict[str, str]
    token: str
    sandbox: RunningSandbox


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("correlation")
    with RunningSandbox(api_key=KEY) as sandbox:
        values = {"environment": "sandbox", "sandbox_url": f"{sandbox.url}/api", "client_secret": "sandbox"}
        variables = {variable(PROVIDER, name): value for name, value in values.items()}
        settings = Settings(data_dir=folder, requests_per_second=500, company_requests_per_second=500)
        container = Container(settings=settings, provider_settings=provider_settings(variables))
        migrate(container.engine())
        token = container.tokens().create(role=Role.HOST, label=TESTER)[1].reveal()
        _ready(container)
        ours = {
            **variables,
            f"{PREFIX}DATA_DIR": str(folder),
            **{f"{PREFIX}{name}": value for name, value in SPEED.items()},
        }
        others = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        yield Installed(environment=others | ours, token=token, sandbox=sandbox)


def _ready(container: Container) -> None:
    keep = container.hand_over()
    keep.company(COMPANY)
    party = Party(kind=PartyKind.CUSTOMER, id=PartyId("customer-1"), name=CUSTOMER.name)
    keep.party(COMPANY.id, party)
    for invoice in INVOICES:
        keep.invoice(COMPANY.id, invoice)
        keep.document(COMPANY.id, invoice.kind, invoice.id, pdf_of(invoice.number))
    container.activate()(COMPANY.id, PROVIDER, Credentials(values={"api_key": Secret(KEY)}), by=TESTER)
    choice = LinkChoice(partner=PartnerId(str(CUSTOMERS[3].id)), kind=PartyKind.CUSTOMER, party=party.id)
    container.save_links()(COMPANY.id, PROVIDER, (choice,), by=TESTER)
    for engine in (container.engine(), container.budget_engine()):
        engine.dispose()


@contextlib.contextmanager
def serving(installed: Installed, stderr: int) -> Iterator[httpx.Client]:
    process = Command("serve", "--port", "0", environment=installed.environment, stderr=stderr)
    watch = threading.Timer(PATIENCE, process.kill)  # a server that a log has stopped shall not stop the tests
    watch.start()
    try:
        address = process.stdout.readline().removeprefix("Ready: ").strip()
        headers = {"Authorization": f"Bearer {installed.token}"}
        with httpx.Client(base_url=address, headers=headers, verify=False, timeout=PATIENCE) as client:
            yield client
    finally:
        watch.cancel()
        process.send_signal(signal.SIGTERM)
        assert process.wait() == 0
        process.communicate()


def send(client: httpx.Client, invoice: InvoiceId, **headers: str) -> httpx.Response:
    address = f"/v1/companies/{COMPANY.id}/integrations/{PROVIDER}/customer-invoices/{invoice}/send"
    return client.post(address, headers=headers)


def test_the_id_of_a_click_is_on_the_line_of_every_call_it_causes(installed: Installed, tmp_path: Path) -> None:
    told = tmp_path / "stderr"
    with told.open("wb") as stderr, serving(installed, stderr.fileno()) as client:
        answer = send(client, INVOICES[0].id, **{"X-Request-ID": CLICK})
        forged = client.get("/health", headers={"X-Request-ID": "no id of ours"})
    lines = [json.loads(line) for line in told.read_text().splitlines()]
    caused = [line for line in lines if line.get("request") == CLICK]
    calls = [line for line in caused if line["event"] == "provider called"]

    assert answer.json()["pdf_state"] == "attached"
    assert answer.headers["X-Request-ID"] == CLICK
    assert forged.headers["X-Request-ID"] not in {"", "no id of ours"}
    assert {("POST", "/invoices", 200), ("POST", "/attachments", 200)} <= {
        (line["method"], line["path"], line["status"]) for line in calls
    }
    written = [
        (line["company"], line["kind"], line["invoice"])
        for line in calls
        if line["method"] == "POST" and line["path"] != "/oauth/token"
    ]
    assert set(written) == {(COMPANY.id, "customer", INVOICES[0].id)}
    assert [line["status"] for line in caused if line["event"] == "request answered"] == [200]
    assert KEY not in told.read_text()


def test_a_log_that_nobody_reads_stops_no_invoice(installed: Installed) -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETFL, os.O_NONBLOCK)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 512)
    fcntl.fcntl(writing, fcntl.F_SETFL, 0)
    with serving(installed, writing) as client:
        answer = send(client, INVOICES[1].id)
    os.close(writing)
    os.close(reading)
    assert (answer.json()["state"], answer.json()["pdf_state"]) == ("sent", "attached")


def test_a_log_that_was_closed_stops_no_invoice(installed: Installed) -> None:
    with serving(installed, NOWHERE) as client:
        answer = send(client, INVOICES[2].id)
    assert (answer.json()["state"], answer.json()["pdf_state"]) == ("sent", "attached")
    numbers = [one.own_number for one in installed.sandbox.state.first.invoices]
    assert numbers.count("C-2") == 1
