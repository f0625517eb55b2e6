"""The demonstration's invoices: several VAT rates, discounts, decimals, a credit row, and two that can't go."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, totals_of
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId

from trackifi_accounting_adapters.demo.people import NEWCOMER

TERM: Final = timedelta(days=14)


def _line(  # a row reads like a row
    name: str, quantity: str, unit: str, price: str, rate: str = "25.5", *, discount: str = "0", comment: str = ""
) -> Line:
    return Line(
        name=name,
        quantity=Decimal(quantity),
        unit=unit,
        unit_price=Decimal(price),
        vat=VatTreatment(category=VatCategory.STANDARD, rate=Decimal(rate)),
        discount_percent=Decimal(discount),
        comment=comment or None,
    )


def _untaxed(name: str, quantity: str, unit: str, price: str, *, category: VatCategory, reason: str) -> Line:
    vat = VatTreatment(category=category, rate=Decimal(0), reason=reason)
    return Line(name=name, quantity=Decimal(quantity), unit=unit, unit_price=Decimal(price), vat=vat)


_FOR_CUSTOMERS: Final[tuple[tuple[str, tuple[Line, ...]], ...]] = (
    (
        "koehovi",
        (
            _line("Konsultointi", "37.5", "hour", "95.00", comment="Projekti 0001, lokakuu"),
            _line("Suunnittelutyö", "12.25", "hour", "88.50", discount="10"),
        ),
    ),
    (
        "testisalo",
        (
            _line("Ohjelmointityö", "64", "hour", "105.00"),
            _line("Matkakulut", "1", "piece", "184.37", "13.5"),
            _line("Aikakauslehti", "3", "piece", "12.00", "10"),
        ),
    ),
    ("hiekkala", (_line("Projektin hallinta", "7.33", "hour", "98.45"), _line("Koulutuspäivä", "0.5", "day", "1200"))),
    ("kokeilukoski", (_line("Kuukausimaksu", "12", "month", "49.90", discount="12.5"),)),
    (
        "koehovi",
        (
            _line("Konsultointi", "10", "hour", "95.00"),
            _line("Hyvitys, liikaa laskutetut tunnit", "-2", "hour", "95.00"),
        ),
    ),
    (
        "testholm",
        (
            _untaxed(
                "Konsultering",
                "20",
                "hour",
                "110.00",
                category=VatCategory.REVERSE_CHARGE,
                reason="Omvänd betalningsskyldighet, direktiv 2006/112/EG artikel 44",
            ),
        ),
    ),
    ("testisalo", (_line("Ohjelmointityö", "8", "hour", "105.00"),)),
    (NEWCOMER, (_line("Konsultointi", "4", "hour", "95.00"),)),
)
_UNFINISHED: Final = 7
"""The customer invoice of this place is still a draft."""

_FROM_FREELANCERS: Final[tuple[tuple[str, str, InvoiceStatus, tuple[Line, ...]], ...]] = (
    ("aino", "AK-{year}-31", InvoiceStatus.APPROVED, (_line("Alihankintatyö", "40", "hour", "60.00"),)),
    (
        "vaino",
        "{year}/7",
        InvoiceStatus.PAID,
        (
            _untaxed(
                "Freelancerin palkkio",
                "15.5",
                "hour",
                "55.00",
                category=VatCategory.OUTSIDE_SCOPE,
                reason="AVL 3 §, vähäinen toiminta",
            ),
        ),
    ),
    (
        "studio",
        "10077",
        InvoiceStatus.APPROVED,
        (
            _line("Suunnittelutyö", "22.75", "hour", "71.30", discount="5"),
            _line("Painotyö", "250", "piece", "0.85", "13.5"),
        ),
    ),
    ("koodi", "KK {year}-0042", InvoiceStatus.APPROVED, (_line("Ohjelmointityö", "31.67", "hour", "64.19"),)),
)


def invoices(today: date) -> tuple[Invoice, ...]:
    """Eight for customers and four from freelancers, dated three days before ``today``."""
    issued = today - timedelta(days=3)
    return (*_customers(issued), *_freelancers(issued))


def _customers(issued: date) -> list[Invoice]:
    return [
        Invoice(
            kind=PartyKind.CUSTOMER,
            id=InvoiceId(f"customer-{place}"),
            number=InvoiceNumber(f"DEMO-{issued.year}-{place:04d}"),
            party=PartyId(party),
            status=InvoiceStatus.DRAFT if place == _UNFINISHED else InvoiceStatus.FINALIZED,
            issued=issued,
            due=issued + TERM,
            currency="EUR",
            lines=lines,
            totals=totals_of(lines, currency="EUR"),
        )
        for place, (party, lines) in enumerate(_FOR_CUSTOMERS, start=1)
    ]


def _freelancers(issued: date) -> list[Invoice]:
    return [
        Invoice(
            kind=PartyKind.FREELANCER,
            id=InvoiceId(f"freelancer-{place}"),
            number=InvoiceNumber(number.format(year=issued.year)),
            party=PartyId(party),
            status=status,
            issued=issued,
            due=issued + TERM,
            currency="EUR",
            lines=lines,
            totals=totals_of(lines, currency="EUR"),
        )
        for place, (party, number, status, lines) in enumerate(_FROM_FREELANCERS, start=1)
    ]
