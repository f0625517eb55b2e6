"""An installation to test: real SQLite and files, two companies, a provider in memory, one caller for each role."""

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from dependency_injector import providers
from fastapi import FastAPI
from fpdf import FPDF
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, ProviderName
from trackifi_accounting.errors import UnknownProvider
from trackifi_accounting.plugins.offer import ProviderPlugin
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.access.tokens import Role
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.settings import Settings
from trackifi_accounting_adapters.web.app import create_app

from tests.core.doubles import books_of

OWN, OTHER, ABSENT = "own-1", "other-1", "absent-1"
KEY, OTHER_KEY = "CANARY-key-of-own-8841", "CANARY-key-of-other-8842"
RATE = "20"
BASE = f"/v1/companies/{OWN}"
PROVIDER = f"{BASE}/integrations/{MEMORY}"


class Providers(dict[ProviderName, ProviderPlugin]):
    """Raises what the registry raises."""

    def __missing__(self, name: ProviderName) -> ProviderPlugin:
        raise UnknownProvider(provider=name)


@dataclass(kw_only=True)
class Answer:
    """An answer, and its JSON."""

    response: httpx.Response

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def json(self) -> Any:
        return self.response.json()

    def __getitem__(self, name: str) -> Any:
        return self.json[name]


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Sends requests with one token."""

    app: FastAPI
    token: str | None = None

    def __call__(self, method: str, path: str, **options: Any) -> Answer:
        # In a thread of its own: browser tests of the same run keep an event loop going in this one.
        with ThreadPoolExecutor(max_workers=1) as own:
            return own.submit(lambda: asyncio.run(self._send(method, path, **options))).result()

    async def _send(self, method: str, path: str, *, headers: dict[str, str] | None = None, **options: Any) -> Answer:
        own = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return Answer(response=await client.request(method, path, headers=own | (headers or {}), **options))

    def put(self, path: str, body: Any, **options: Any) -> Answer:
        return self("PUT", path, json=body, **options)

    def get(self, path: str, **options: Any) -> Answer:
        return self("GET", path, **options)

    def post(self, path: str, body: Any = None, **options: Any) -> Answer:
        return self("POST", path, json=body, **options) if body is not None else self("POST", path, **options)

    def put_pdf(self, path: str, content: bytes, **options: Any) -> Answer:
        return self("PUT", path, content=content, headers={"Content-Type": "application/pdf"}, **options)


class Installation:
    """Two companies that have been handed over; only the first has a customer and an invoice."""

    def __init__(self, folder: Path, template: Path, *, app: FastAPI | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(template, folder / "accounting.db")
        self.clock = ManualClock()
        self.books = books_of("Pohjola Mallitilit Oy", key=KEY, identity="remote-own")
        self.other_books = books_of("Toinen Mallitilit Oy", key=OTHER_KEY, identity="remote-other")
        self.container = Container(settings=Settings(data_dir=folder))
        self.container.clock.override(providers.Object(self.clock))
        self.container.database_time.override(providers.Object(self.clock))
        plugin = memory_plugin(self.books, self.other_books)
        self.container.registry.override(providers.Object(Providers({MEMORY: plugin})))
        self.app = app or create_app(self.container)
        self.app.state.container = self.container
        self.tokens = {role: self._token(role) for role in Role}
        self.host = self.caller(Role.HOST)
        self.administrator = self.caller(Role.ADMINISTRATOR)
        self.manager = self.caller(Role.MANAGER)
        self.nobody = Caller(app=self.app)
        for company in (OWN, OTHER):
            self.host.put(f"/v1/companies/{company}", company_body(company))

    def caller(self, role: Role) -> Caller:
        return Caller(app=self.app, token=self.tokens[role])

    def _token(self, role: Role) -> str:
        company = None if role is Role.HOST else CompanyId(OWN)
        return self.container.tokens().create(role=role, label=f"Specimen {role}", company=company)[1].reveal()

    def partner(self, number: str, name: str, role: PartnerRole = PartnerRole.CUSTOMER, **more: Any) -> None:
        """Enter a business partner at the provider."""
        identity = PartnerId(number)
        self.books.partners[identity] = BusinessPartner(id=identity, role=role, name=name, **more)

    def activate(self) -> Answer:
        return self.administrator.post(f"{PROVIDER}/activate", {"credentials": {"api_key": KEY}})

    def sendable(self, kind: PartyKind = PartyKind.CUSTOMER, *, link: bool = True) -> str:
        """Hand over an invoice with all it takes, linked; gives the address of its sending."""
        role = PartnerRole.CUSTOMER if kind is PartyKind.CUSTOMER else PartnerRole.SUPPLIER
        self.partner(f"partner-{kind}", f"Malli {kind} Oy", role)
        self.activate()
        self.host.put(f"{BASE}/{kind}s/p-1", party_body(f"Malli {kind} Oy"))
        self.host.put(f"{BASE}/{kind}-invoices/i-1", invoice_body(kind))
        self.host.put_pdf(f"{BASE}/{kind}-invoices/i-1/pdf", pdf())
        if link:
            choice = {"partner": f"partner-{kind}", "kind": kind, "party": "p-1"}
            self.administrator.put(f"{PROVIDER}/links", {"choices": [choice]})
        return f"{PROVIDER}/{kind}-invoices/i-1"

    def close(self) -> None:
        let_go(self.container)


def template(folder: Path) -> Path:
    """A database with empty tables."""
    container = Container(settings=Settings(data_dir=folder))
    migrate(container.engine())
    let_go(container)
    return folder / "accounting.db"


def company_body(name: str = "own") -> dict[str, Any]:
    return {"name": f"Esimerkki {name} Oy", "business_id": "1234567-1"}


def party_body(name: str = "Malliasiakas Oy", **more: Any) -> dict[str, Any]:
    return {"name": name, "address": {"city": "Oulu", "country": "FI"}, **more}


def invoice_body(kind: PartyKind = PartyKind.CUSTOMER, **more: Any) -> dict[str, Any]:
    """An invoice that may be sent."""
    vat = {"category": "S", "rate": RATE}
    return {
        "number": "M-2026-1",
        "party": "p-1",
        "status": "finalized" if kind is PartyKind.CUSTOMER else "approved",
        "issued": "2026-02-01",
        "due": "2026-02-15",
        "currency": "EUR",
        "lines": [{"name": "Mallityö", "quantity": "7.5", "unit": "hour", "unit_price": "90.00", "vat": vat}],
        "totals": {"net": "675.00", "vat": "135.00", "gross": "810.00"},
        **more,
    }


def pdf(text: str = "Mallilasku") -> bytes:
    """A small real PDF."""
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica")
    page.cell(text=text)
    return bytes(page.output())
