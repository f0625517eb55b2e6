"""A key that is recognised anywhere goes the whole way in real processes; nothing that they leave contains it."""

import base64
import os
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values.data import CUSTOMERS
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import PREFIX, Settings

from tests.resilience.rig.commands import Command
from tests.steps.installation import variable
from tests.steps.records import COMPANY, pdf_of

KEY = "canary.0a9f7c31e5b84d62.never-a-real-key.71d3f0c8b2a6"
NEXT_KEY = "canary.c4e81b7f20d95a36.never-a-real-key.9b6e2d4fa013"
REFUSED_KEY = "canary.5d20f7a9e1c3b846.never-a-real-key.000000000000"
SLICE = 12  # characters: a shorter piece may be chance
CUSTOMER = CUSTOMERS[3]


def forms(key: str) -> set[bytes]:
    """The key and every way it could be hiding in a file: slices, encodings, backwards."""
    plain = key.encode()
    slices = {plain[at : at + SLICE] for at in range(len(plain) - SLICE + 1)}
    shifted = {base64.b64encode(b"x" * shift + plain)[4 * (shift > 0) : -4] for shift in range(3)}
    hexed = {plain.hex().encode(), plain.hex().upper().encode()}
    return slices | shifted | hexed | {quote(key, safe="").encode(), plain[::-1], key.encode("utf-16-le")}


class Machine:
    """A data folder and commands run on it at the most talkative log level; everything printed is kept."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder = folder
        self.printed: list[bytes] = []
        provider = {"environment": "sandbox", "sandbox_url": f"{address}/api", "client_secret": "sandbox"}
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(PREFIX)},
            **{variable("procountor", name): value for name, value in provider.items()},
            f"{PREFIX}DATA_DIR": str(folder),
            f"{PREFIX}LOG_LEVEL": "DEBUG",
            f"{PREFIX}REQUESTS_PER_SECOND": "1000",
            f"{PREFIX}COMPANY_REQUESTS_PER_SECOND": "1000",
        }

    def run(self, *arguments: str, typed: str = "") -> int:
        done = Command(*arguments, environment=self._environment, typed=typed.encode())
        self.printed += [said.encode() for said in (*done.communicate(), repr(done.args))]
        return done.wait()

    def hand_over(self) -> None:
        """What Trackifi hands over, put in directly: it has nothing to do with keys."""
        container = Container(settings=Settings(data_dir=self.folder))
        migrate(container.engine())
        keep = container.hand_over()
        keep.company(COMPANY)
        customer = Party(kind=PartyKind.CUSTOMER, id=PartyId("customer-1"), name=CUSTOMER.name)
        keep.party(COMPANY.id, customer)
        invoice = _invoice()
        keep.invoice(COMPANY.id, invoice)
        keep.document(COMPANY.id, invoice.kind, invoice.id, pdf_of(invoice.number))
        let_go(container)

    def left_behind(self) -> dict[str, bytes]:
        files = {str(path): path.read_bytes() for path in self.folder.rglob("*") if path.is_file()}
        return files | {f"output {place}": text for place, text in enumerate(self.printed)}


def _invoice() -> Invoice:
    treatment = VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5"))
    line = Line(name="Konsultointi", quantity=Decimal(2), unit="HUR", unit_price=Decimal(80), vat=treatment)
    today = datetime.now(UTC).date()
    return Invoice(
        kind=PartyKind.CUSTOMER,
        id=InvoiceId("invoice-1"),
        number=InvoiceNumber("2026-1"),
        party=PartyId("customer-1"),
        status=InvoiceStatus.FINALIZED,
        issued=today,
        due=today + timedelta(days=14),
        currency="EUR",
        lines=(line,),
        totals=totals_of([line], currency="EUR"),
    )


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    with RunningSandbox(api_key=KEY) as sandbox:
        machine = Machine(tmp_path_factory.mktemp("canary"), sandbox.url)
        machine.hand_over()
        company = COMPANY.id
        assert machine.run("activate", company, typed=REFUSED_KEY) == 1
        assert machine.run("activate", company, typed=KEY) == 0
        assert machine.run("link", company, "customer", f"{CUSTOMER.id}=customer-1") == 0
        assert machine.run("send", company, "customer", _invoice().id) == 0
        machine.run("update-key", company, typed=NEXT_KEY)
        machine.run("history", company)
        machine.run("company", "show", company)
        machine.printed.append(httpx.get(f"{sandbox.url}/sandbox/journal").content)
        machine.arrived = len(sandbox.state.first.invoices)
        yield machine


def test_the_journey_took_place(machine):
    assert machine.arrived >= 1
    assert len(machine.left_behind()) > len(machine.printed) + 2


@pytest.mark.parametrize("key", [KEY, NEXT_KEY, REFUSED_KEY], ids=["used", "refused at update", "refused"])
def test_the_key_is_in_nothing_that_was_left_behind(machine, key):
    traces = forms(key)
    found = {place for place, content in machine.left_behind().items() if any(trace in content for trace in traces)}
    assert found == set()


def test_the_search_would_find_a_key(machine, tmp_path):
    """The net has no hole: each form of a planted key is caught."""
    for form in (KEY, KEY[3:20], KEY[::-1], base64.b64encode(b"key=" + KEY.encode()).decode(), KEY.encode().hex()):
        assert any(trace in f"...{form}...".encode() for trace in forms(KEY)), form
