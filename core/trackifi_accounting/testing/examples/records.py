"""Specimens of what Trackifi hands over: synthetic, complete, and good enough to be booked."""

from datetime import date
from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.parties import Address, Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, InvoiceNumber, PartyId

IBAN: Final = "FI2112345600000785"  # the specimen of the IBAN registry
ADDRESS: Final = Address(street="Specimen street 1", postcode="00100", city="Helsinki", country="FI")
PDF: Final = b"%PDF-1.7\n% a specimen\n%%EOF\n"


def company(identity: str = "specimen-company") -> Company:
    """A company that uses Trackifi."""
    return Company(
        id=CompanyId(identity),
        name="Specimen Company Oy",
        business_id="1234567-1",
        vat_number="FI12345671",
        address=ADDRESS,
        iban=IBAN,
    )


def party(kind: PartyKind, identity: str = "1") -> Party:
    """A customer or a freelancer."""
    return Party(
        kind=kind,
        id=PartyId(identity),
        name=f"Specimen {kind} {identity}",
        business_id="1234567-1",
        email="specimen@example.com",
        address=ADDRESS,
        iban=IBAN,
    )


def line(rate: Decimal = Decimal(0), *, price: str = "80.00") -> Line:
    """Seven and a half hours of work at this VAT rate."""
    category = VatCategory.STANDARD if rate else VatCategory.ZERO
    treatment = VatTreatment(category=category, rate=rate, reason=None if rate else "Specimen reason")
    return Line(name="Specimen work", quantity=Decimal("7.5"), unit="HUR", unit_price=Decimal(price), vat=treatment)


def invoice(
    kind: PartyKind,
    number: str,
    *lines: Line,
    of: str = "1",
    issued: date = date(2026, 1, 31),
    due: date = date(2026, 2, 14),
) -> Invoice:
    """An invoice of the party ``of`` that may be sent; its id is made of its number."""
    customers = kind is PartyKind.CUSTOMER
    return Invoice(
        kind=kind,
        id=InvoiceId(f"{kind}-{of}-{number}"),
        number=InvoiceNumber(number),
        party=PartyId(of),
        status=InvoiceStatus.FINALIZED if customers else InvoiceStatus.APPROVED,
        issued=issued,
        due=due,
        currency="EUR",
        lines=lines,
        totals=totals_of(lines, currency="EUR"),
    )


def order(partner: BusinessPartner, invoiced: Invoice) -> InvoiceOrder:
    """The invoice, asked to be booked for this partner."""
    return InvoiceOrder(
        company=company(), party=party(invoiced.kind, invoiced.party), partner=partner, invoice=invoiced
    )
