"""Runs of the command line on a real database, with a provider in memory."""

import logging
from datetime import date
from decimal import Decimal
from pathlib import Path

from dependency_injector import providers
from fpdf import FPDF
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    PartyId,
    ProviderName,
)
from trackifi_accounting.errors import UnknownProvider
from trackifi_accounting.plugins.offer import ProviderPlugin
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY, memory_plugin
from trackifi_accounting_adapters.cli.main import application
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.settings import Settings
from typer.testing import CliRunner, Result

from tests.core.doubles import FULL_RATE, TEST_KEY, books_of

COMPANY = CompanyId("specimen-1")
BUDGET = {"requests_per_second": 1000.0, "company_requests_per_second": 1000.0}  # it has tests of its own
LINKED, UNLINKED = InvoiceId("i-1"), InvoiceId("i-2")


def specimen_pdf() -> bytes:
    page = FPDF()
    page.add_page()
    return bytes(page.output())


class Providers(dict[ProviderName, ProviderPlugin]):
    """Raises what the registry raises."""

    def __missing__(self, name: ProviderName) -> ProviderPlugin:
        raise UnknownProvider(provider=name)


class Office:
    """One company with two customers, a partner for the first, and an invoice with its PDF for each."""

    def __init__(self, folder: Path) -> None:
        root = logging.getLogger()
        self._logging = root.handlers[:], root.level
        self.books = books_of()
        self.folder = folder
        self.container = Container(settings=Settings(data_dir=folder, **BUDGET))
        self.container.registry.override(providers.Object(Providers({MEMORY: memory_plugin(self.books)})))
        self.run("migrate")
        self.run("company", "put", COMPANY, "--name", "Specimen Oy", "--business-id", "1234567-1")
        self.partner("partner-1", "Koeasiakas Oy")
        self._invoice(LINKED, "c-1", "Koeasiakas Oy")
        self._invoice(UNLINKED, "c-2", "Tuntematon Specimen Oy")

    def run(self, *arguments: str, **options: str) -> Result:
        return CliRunner().invoke(application(compose=lambda _: self.container), list(arguments), **options)

    def activate(self, key: str = TEST_KEY) -> Result:
        return self.run("activate", COMPANY, input=f"{key}\n")

    def ready(self) -> None:
        self.activate()
        self.run("link", COMPANY, "customer", "partner-1=c-1")

    def partner(self, identity: str, name: str, role: PartnerRole = PartnerRole.CUSTOMER) -> None:
        self.books.partners[PartnerId(identity)] = BusinessPartner(id=PartnerId(identity), role=role, name=name)

    def close(self) -> None:
        logging.getLogger().handlers[:], level = self._logging
        logging.getLogger().setLevel(level)
        let_go(self.container)

    def _invoice(self, key: InvoiceId, party: str, name: str) -> None:
        hand_over = self.container.hand_over()
        hand_over.company(Company(id=COMPANY, name="Specimen Oy", business_id="1234567-1"))
        address = Address(city="Oulu", country="FI")
        hand_over.party(COMPANY, Party(kind=PartyKind.CUSTOMER, id=PartyId(party), name=name, address=address))
        hand_over.invoice(COMPANY, specimen_invoice(key, PartyId(party)))
        hand_over.document(COMPANY, PartyKind.CUSTOMER, key, specimen_pdf())


def specimen_invoice(key: InvoiceId, party: PartyId) -> Invoice:
    vat = VatTreatment(category=VatCategory.STANDARD, rate=FULL_RATE)
    lines = (Line(name="Koetyö", quantity=Decimal("7.5"), unit="hour", unit_price=Decimal("90.00"), vat=vat),)
    return Invoice(
        kind=PartyKind.CUSTOMER,
        id=key,
        number=InvoiceNumber(f"S-{key}"),
        party=party,
        status=InvoiceStatus.FINALIZED,
        issued=date(2026, 2, 1),
        due=date(2026, 2, 15),
        currency="EUR",
        lines=lines,
        totals=totals_of(lines, currency="EUR"),
    )
