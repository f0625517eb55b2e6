"""The records of a company that exists nowhere: what the host has handed over, and what the provider's register holds."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.problems.problems import Problem
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

PROVIDER = ProviderName("procountor")
COMPANY = CompanyId("specimen")
HOME = Address(street="Koekatu 7", postcode="00100", city="Helsinki", country="FI")
AWAY = Address(street="Testitie 12", postcode="33100", city="Tampere", country="FI")
NORTH = Address(street="Näytepolku 3", postcode="90100", city="Oulu", country="FI")
STANDARD = VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5"))
REVERSE = VatTreatment(
    category=VatCategory.REVERSE_CHARGE, rate=Decimal(0), reason="Käännetty verovelvollisuus, direktiivi 2006/112/EY 44"
)
CUSTOMERS = (
    ("c-koehovi", "Koehovi Konsultointi Oy", "9100001-3", AWAY),
    ("c-testisalo", "Testisalo Teollisuus", None, HOME),
    ("c-hiekkala", "Hiekkala Rakennus Oy", None, NORTH),
    ("c-mallivaara", "Mallivaara Media Oy", None, HOME),
    ("c-kokeilu", "Kokeilukosken Ohjelmistot", None, HOME),
    ("c-uusi", "Uusi Esimerkkiasiakas Oy", None, HOME),
)
FREELANCERS = (
    ("f-aino", "Aino Koehovi Tmi", "9200002-3", "FI6490000092000023"),
    ("f-vaino", "Väinö Testisalo", None, "FI6390000092000138"),
    ("f-studio", "Studio Hiekkala Oy", "9200024-2", "FI6890000092000242"),
)


def pdf_of(number: str) -> bytes:
    return f"%PDF-1.7\n% specimen invoice {number}\n%%EOF\n".encode()


def line(name: str, quantity: str, price: str, vat: VatTreatment = STANDARD, comment: str | None = None) -> Line:
    return Line(name=name, quantity=Decimal(quantity), unit="hour", unit_price=Decimal(price), vat=vat, comment=comment)


class Specimen:
    """Adds to the records of one installation."""

    container: Container
    sandbox: RunningSandbox

    def records(self) -> None:
        """Everything that is there before the administrator's first visit."""
        self.container.hand_over().company(
            Company(
                id=COMPANY,
                name="Hiekkala Koeyritys Oy",
                business_id="9000001-1",
                vat_number="FI90000011",
                address=HOME,
                iban="FI2112345600000785",
            )
        )
        self._people()
        self._papers()

    def connect(self, by: Actor) -> None:
        """Activate the integration, which imports what the sandbox holds."""
        credentials = Credentials(values={"api_key": Secret(self.sandbox.api_key)})
        assert self.container.activate()(COMPANY, PROVIDER, credentials, by=by).problem is None

    def _people(self) -> None:
        for key, name, business_id, address in CUSTOMERS:
            self.party(key, name, business_id=business_id, address=address)
        for key, name, business_id, iban in FREELANCERS:
            self.party(key, name, kind=PartyKind.FREELANCER, business_id=business_id, iban=iban, address=HOME)

    def _papers(self) -> None:
        self.invoice("1", "S-1001", "c-koehovi", line("Konsultointi", "37.5", "95.00", comment="Projekti 0001"))
        self.invoice(
            "2", "S-1002", "c-testisalo", line("Ohjelmointityö", "64", "105.00"), line("Suunnittelu", "8", "88.50")
        )
        self.invoice("3", "S-1003", "c-hiekkala", line("Projektin hallinta", "7.33", "98.45"))
        self.invoice("4", "S-1004", "c-uusi", line("Konsultointi", "4", "95.00"))
        self.invoice("5", "S-1005", "c-koehovi", line("Konsultointi", "10", "95.00"), status=InvoiceStatus.DRAFT)
        self.invoice(
            "6",
            "S-1006",
            "c-mallivaara",
            line("Suunnittelu", "12", "90.00", VatTreatment(category=VatCategory.REVERSE_CHARGE, rate=Decimal(0))),
        )
        for key, number, party, status in (
            ("7", "AK-31", "f-aino", InvoiceStatus.APPROVED),
            ("8", "2026/7", "f-vaino", InvoiceStatus.SENT),
            ("9", "10077", "f-studio", InvoiceStatus.PAID),
        ):
            self.invoice(
                key, number, party, line("Alihankintatyö", "40", "60.00"), kind=PartyKind.FREELANCER, status=status
            )

    def party(self, key: str, name: str, *, kind: PartyKind = PartyKind.CUSTOMER, **more: object) -> None:
        party = Party(kind=kind, id=PartyId(key), name=name, **more)  # type: ignore[arg-type]
        self.container.hand_over().party(COMPANY, party)

    def partners(self, *partners: BusinessPartner) -> None:
        """Partners that appear in the imported register, and have been matched."""
        now = self.container.clock().now()
        with self.container.store().write(COMPANY) as work:
            work.partners.upsert(PROVIDER, partners, seen_at=now)
            work.matching.mark(PROVIDER, due=now, since=now)
        self.container.update_suggestions()(COMPANY, PROVIDER)

    def twin(self) -> None:
        """A partner that was entered twice."""
        role = PartnerRole.CUSTOMER
        self.partners(
            BusinessPartner(id=PartnerId("2001"), role=role, name="Mallivaara Media", business_id="9100034-7")
        )

    def remove(self, number: str) -> None:
        """Somebody removes an invoice at the provider, and Trackifi has read that."""
        (company, *_) = self.sandbox.state.companies.values()
        for one in [one.id for one in company.invoices if one.own_number == number]:
            company.invoices.remove(one)
        problem = Problem(code="removed_at_provider", facts={"number": number})
        with self.container.store().write(COMPANY) as work:
            found = next(one for one in work.deliveries.page(PROVIDER) if one.number == number)
            work.deliveries.replace(replace(found, problems=(problem,)))

    def invoice(
        self,
        key: str,
        number: str,
        party: str,
        *lines: Line,
        kind: PartyKind = PartyKind.CUSTOMER,
        status: InvoiceStatus = InvoiceStatus.FINALIZED,
        days_ago: int = 3,
        credited: InvoiceId | None = None,
    ) -> None:
        issued = date.today() - timedelta(days=days_ago)  # noqa: DTZ011 - the sandbox checks dates against this machine's
        made = Invoice(
            kind=kind,
            id=InvoiceId(f"i-{key}"),
            number=InvoiceNumber(number),
            party=PartyId(party),
            status=status,
            issued=issued,
            due=issued + timedelta(days=14),
            currency="EUR",
            lines=lines,
            totals=totals_of(lines, currency="EUR"),
            credited=credited,
        )
        self.container.hand_over().invoice(COMPANY, made)
        self.container.hand_over().document(COMPANY, kind, made.id, pdf_of(number))
