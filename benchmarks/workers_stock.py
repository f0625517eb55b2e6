"""What the workers' benchmark sends: invoices of many companies, which all keep their books at the same place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from procountor_sandbox.server import RunningSandbox
from sqlalchemy import text
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.links import LinkChoice
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import (
    Actor,
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    PartyId,
    ProviderName,
)
from trackifi_accounting.domain.values.secrets import Credentials, Secret
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.database.migration import migrate

PROVIDER = ProviderName("procountor")
WHO = Actor("benchmark")
KIND = PartyKind.CUSTOMER
PARTY, PARTNER = PartyId("bench-customer"), PartnerId("1001")
DAY = date(2026, 2, 28)
PDF_SIZE = 20_000  # bytes
ADDRESS = Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI")
LINE = Line(
    name="Konsultointi",
    quantity=Decimal("7.5"),
    unit="HUR",
    unit_price=Decimal("95.00"),
    vat=VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5")),
)


@dataclass(frozen=True, slots=True)
class Asked:
    company: CompanyId
    invoice: Invoice


class Stock:
    """``container`` is set up in this process; the workers have their own."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self._companies: list[CompanyId] = []
        self._numbers = 0

    def prepare(self, companies: int, sandbox: RunningSandbox) -> None:
        """Make the tables, and companies that are ready to send."""
        migrate(self._container.engine())
        self._container.migrate_jobs()
        keep, key = self._container.hand_over(), Credentials(values={"api_key": Secret(sandbox.api_key)})
        for place in range(companies):
            company = CompanyId(f"bench-{place:03}")
            keep.company(
                Company(
                    id=company,
                    name=f"Bench {place} Oy",
                    business_id="9000001-1",
                    vat_number="FI90000011",
                    address=ADDRESS,
                    iban="FI2112345600000785",
                )
            )
            keep.party(company, Party(kind=KIND, id=PARTY, name="Bench customer", address=ADDRESS))
            self._container.activate()(company, PROVIDER, key, by=WHO)
            choice = LinkChoice(partner=PARTNER, kind=KIND, party=PARTY)
            assert not self._container.save_links()(company, PROVIDER, (choice,), by=WHO).conflicts
            self._companies.append(company)

    def hand_over(self, each: int) -> list[Asked]:
        """So many more invoices of each company, with their PDFs."""
        keep, asked = self._container.hand_over(), []
        for company in self._companies:
            for _ in range(each):
                self._numbers += 1
                invoice = _invoice(self._numbers)
                keep.invoice(company, invoice)
                keep.document(company, KIND, invoice.id, _pdf(self._numbers))
                asked.append(Asked(company, invoice))
        return asked

    def ask_for(self, asked: Sequence[Asked]) -> None:
        """All are due now."""
        now = self._container.clock().now()
        for company in self._companies:
            with self._container.store().write(company) as work:
                for one in asked:
                    if one.company == company:
                        assert work.deliveries.add(
                            Delivery(
                                company=company,
                                provider=PROVIDER,
                                kind=KIND,
                                invoice=one.invoice.id,
                                number=one.invoice.number,
                                partner=None,
                                state=DeliveryState.READY,
                                requested_at=now,
                                requested_by=WHO,
                                due=now,
                            )
                        )

    def left(self) -> int:
        """How many have not arrived with their PDFs; one cheap question, for it is asked while the clock runs."""
        query = text("SELECT count(*) FROM accounting_delivery WHERE pdf_state <> :attached")
        with self._container.engine().connect() as connection:
            return int(connection.execute(query, {"attached": PdfState.ATTACHED.value}).scalar_one())


def _invoice(number: int) -> Invoice:
    return Invoice(
        kind=KIND,
        id=InvoiceId(f"bench-{number}"),
        number=InvoiceNumber(f"B-{number:06}"),
        party=PARTY,
        status=InvoiceStatus.FINALIZED,
        issued=DAY,
        due=DAY + timedelta(days=14),
        currency="EUR",
        lines=(LINE,),
        totals=totals_of([LINE], currency="EUR"),
    )


def _pdf(number: int) -> bytes:
    return b"%PDF-1.7\n% bench " + str(number).encode() + b"\n" + b"%" * PDF_SIZE + b"\n%%EOF\n"
