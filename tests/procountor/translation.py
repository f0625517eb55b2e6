"""What translations are tried with: the settings of a Finnish company, and invoices that are complete."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole, SendingChannel
from trackifi_accounting.domain.partners.parties import Address, Company, EInvoiceAddress, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, InvoiceNumber, PartnerId, PartyId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_procountor.company.bookkeeping_settings import Account, BookkeepingSettings, Rate, Status
from trackifi_procountor.http import strict_json
from trackifi_procountor.invoices.translate import draft_of

TODAY = date(2026, 2, 1)
STANDARD = VatTreatment(category=VatCategory.STANDARD, rate=Decimal("25.5"))
ADDRESS = Address(street="Koekatu 1", postcode="00100", city="Helsinki", country="FI")

BOOKKEEPING = BookkeepingSettings(
    currency="EUR",
    country="FINLAND",
    rates=(
        Rate(percent=Decimal("25.50"), sales=True, purchases=True),
        Rate(percent=Decimal("13.50"), sales=True, purchases=False),
        Rate(percent=Decimal("14.00"), sales=False, purchases=True),
        Rate(percent=Decimal("0.00"), sales=True, purchases=True),
    ),
    statuses=(
        Status(id=1, description="Domestic", sales=True, purchases=True),
        Status(id=3, description="Outside of the EU", sales=True, purchases=False),
        Status(id=4, description="EU community purchase (product)", sales=False, purchases=True),
        Status(id=5, description="EU community sales (product)", sales=True, purchases=False),
        Status(id=6, description="EU community sales (service)", sales=True, purchases=False),
        Status(id=7, description="EU community purchase (service)", sales=False, purchases=True),
        Status(id=12, description="No VAT handling", sales=True, purchases=True),
        Status(id=21, description="Construction reverse VAT 25.5 %", sales=True, purchases=True),
        Status(id=22, description="Import of services, outside of the EU", sales=False, purchases=True),
    ),
    accounts=(
        Account(iban="FI5542345670000081", default=False),
        Account(iban="FI2799999900031563", default=True),
    ),
    by_row=frozenset(),
    default_channel=SendingChannel.NONE,
)

COMPANY = Company(
    id=CompanyId("specimen-company"), name="Koeyritys Oy", business_id="2077474-0", vat_number="FI20774740"
)


def line(**changes) -> Line:
    return replace(
        Line(name="Konsultointi", quantity=Decimal("7.5"), unit="HUR", unit_price=Decimal("80.00"), vat=STANDARD),
        **changes,
    )


def invoice(kind: PartyKind = PartyKind.CUSTOMER, **changes) -> Invoice:
    lines = changes.get("lines", (line(),))
    currency = changes.get("currency", "EUR")
    made = Invoice(
        kind=kind,
        id=InvoiceId("i-1"),
        number=InvoiceNumber("2026-17"),
        party=PartyId("p-1"),
        status=InvoiceStatus.FINALIZED if kind is PartyKind.CUSTOMER else InvoiceStatus.APPROVED,
        issued=date(2026, 1, 31),
        due=date(2026, 2, 14),
        currency=currency,
        lines=lines,
        totals=totals_of(lines, currency=currency),
    )
    return replace(made, **changes)


def party(kind: PartyKind = PartyKind.CUSTOMER, **changes) -> Party:
    made = Party(kind=kind, id=PartyId("p-1"), name="Koeasiakas Oy", address=ADDRESS, iban="FI2112345600000785")
    return replace(made, **changes)


def partner(kind: PartyKind = PartyKind.CUSTOMER, **changes) -> BusinessPartner:
    made = BusinessPartner(
        id=PartnerId("1001"),
        role=PartnerRole.CUSTOMER if kind is PartyKind.CUSTOMER else PartnerRole.SUPPLIER,
        name="Koeasiakas Oy",
        channel=SendingChannel.NONE,
    )
    return replace(made, **changes)


def order(kind: PartyKind = PartyKind.CUSTOMER, **changes) -> InvoiceOrder:
    made = InvoiceOrder(company=COMPANY, party=party(kind), partner=partner(kind), invoice=invoice(kind))
    return replace(made, **changes)


def reasons(order: InvoiceOrder, bookkeeping: BookkeepingSettings = BOOKKEEPING) -> set[tuple[str, str | None]]:
    """Codes and fields of what stands against the invoice; none when it may go."""
    try:
        draft_of(order, bookkeeping, today=TODAY)
    except InvoiceRejected as refused:
        return {(reason.code, reason.field) for reason in refused.reasons}
    return set()


E_INVOICE = EInvoiceAddress(address="003720774740", operator="003721291126", ovt="003720774740")


def body(asked, bookkeeping=BOOKKEEPING):
    return strict_json.read(draft_of(asked, bookkeeping, today=TODAY).payload)


def with_invoice(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, invoice=invoice(kind, **changes))


def with_party(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, party=party(kind, **changes))


def with_partner(kind=PartyKind.CUSTOMER, **changes):
    return order(kind, partner=partner(kind, **changes))


def with_line(kind=PartyKind.CUSTOMER, **changes):
    return with_invoice(kind, lines=(line(**changes),))
