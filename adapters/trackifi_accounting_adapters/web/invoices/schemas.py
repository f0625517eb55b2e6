"""Invoices, in and out."""

from decimal import Decimal
from typing import Annotated, Final, Self

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus, Line, VatRounding
from trackifi_accounting.domain.invoices.vat import VatCategory, VatTreatment
from trackifi_accounting.domain.partners.parties import BuyerReferences, PartyKind
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber

from trackifi_accounting_adapters.web.http import values
from trackifi_accounting_adapters.web.http.values import (
    Code,
    Currency,
    Day,
    Discount,
    Id,
    Incoming,
    LanguageCode,
    Money,
    Name,
    Number,
    Outgoing,
    Percent,
    Quantity,
    Reference,
    RemoteId,
    Text,
)

MOST_LINES = 1000
LARGEST_REVISION = 2**31 - 1
EXAMPLE: Final[JsonDict] = {
    "number": "2026-0042",
    "party": "c-1001",
    "status": "finalized",
    "issued": "2026-01-31",
    "due": "2026-02-14",
    "currency": "EUR",
    "lines": [
        {
            "name": "Consulting, January",
            "quantity": "7.5",
            "unit": "hour",
            "unit_price": "90.00",
            "vat": {"category": "S", "rate": "25.5"},
        }
    ],
    "totals": {"net": "675.00", "vat": "172.13", "gross": "847.13"},
}


class VatIn(Incoming):
    """How a line is taxed, as EN 16931 names it."""

    category: VatCategory
    rate: Annotated[Percent, Field(description="Per cent.")]
    reason: Annotated[values.Line | None, Field(description="Why there is no tax; needed at 0 %.")] = None

    def to_domain(self) -> VatTreatment:
        """As the core knows it."""
        return VatTreatment(**dict(self))


class LineIn(Incoming):
    """One line."""

    name: Name
    quantity: Quantity
    unit: Annotated[Code, Field(description="UN/ECE Rec 20 code, or a word such as hour, day, month, piece, km.")]
    unit_price: Annotated[
        Quantity, Field(description="For one unit; without VAT unless the invoice's prices include it.")
    ]
    vat: VatIn
    discount_percent: Annotated[Discount, Field(description="Per cent; a negative one is a surcharge.")] = Decimal(0)
    comment: Text | None = None
    starts: Day | None = None
    ends: Day | None = None
    product: Annotated[RemoteId | None, Field(description="A product's id at the provider.")] = None

    def to_domain(self) -> Line:
        """As the core knows it."""
        return Line(**{**dict(self), "vat": self.vat.to_domain()})


class TotalsIn(Incoming):
    """What the PDF says, in the invoice's currency; never computed anew, only compared."""

    net: Money
    vat: Money
    gross: Money


class BuyerReferencesIn(Incoming):
    """What a buyer asks to see on the invoice."""

    order_number: Reference | None = None
    agreement_number: Reference | None = None
    accounting_code: Reference | None = None
    delivery_site: Reference | None = None
    tender_reference: Reference | None = None
    buyer_reference: Reference | None = None


class InvoiceIn(Incoming):
    """A customer's invoice, or one that a freelancer sent the company."""

    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    number: Annotated[Number, Field(description="What people read on the invoice; empty as long as it has none.")]
    party: Annotated[Id, Field(description="The customer or the freelancer.")]
    status: InvoiceStatus
    issued: Day
    due: Day
    currency: Currency
    lines: Annotated[tuple[LineIn, ...], Field(max_length=MOST_LINES)]
    totals: TotalsIn
    currency_rate: Annotated[
        Quantity | None, Field(description="Units of the currency for one of the company's own; absent in the own.")
    ] = None
    language: LanguageCode | None = None
    payment_reference: Code | None = None
    order_reference: Reference | None = None
    project_number: Reference | None = None
    interest_percent: Annotated[Percent | None, Field(description="Yearly, on late payment.")] = None
    message: Text | None = None
    notes: Text | None = None
    references: BuyerReferencesIn = BuyerReferencesIn()
    credited: Annotated[Id | None, Field(description="The invoice that this one credits.")] = None
    vat_rounding: Annotated[
        VatRounding, Field(description="How the printed VAT was rounded: once for each rate, or line by line.")
    ] = VatRounding.INVOICE
    prices_include_vat: Annotated[bool, Field(strict=True, description="Whether unit prices are with VAT.")] = False
    revision: Annotated[int, Field(ge=1, le=LARGEST_REVISION, strict=True, description="Grows with each change.")] = 1

    def to_domain(self, kind: PartyKind, invoice: InvoiceId) -> Invoice:
        """As the core knows it."""
        parts = {
            "number": InvoiceNumber(self.number),
            "lines": tuple(line.to_domain() for line in self.lines),
            "totals": Totals(**dict(self.totals), currency=self.currency),
            "references": BuyerReferences(**dict(self.references)),
        }
        return Invoice(kind=kind, id=invoice, **{**dict(self), **parts})


class VatOut(Outgoing):
    """How a line is taxed."""

    category: VatCategory
    rate: Decimal
    reason: str | None


class LineOut(Outgoing):
    """One line; ``net`` is without VAT, after discount."""

    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat: VatOut
    discount_percent: Decimal
    comment: str | None
    starts: Day | None
    ends: Day | None
    product: str | None
    net: Decimal

    @classmethod
    def all_of(cls, invoice: Invoice) -> list[Self]:
        """The lines of an invoice."""
        own = [name for name in cls.model_fields if name != "net"]
        return [
            cls.model_validate({name: getattr(line, name) for name in own} | {"net": invoice.net_of(line)})
            for line in invoice.lines
        ]


class TotalsOut(Outgoing):
    """Sums."""

    net: Decimal
    vat: Decimal
    gross: Decimal
    currency: str


class BuyerReferencesOut(Outgoing):
    """What a buyer asks to see on the invoice."""

    order_number: str | None
    agreement_number: str | None
    accounting_code: str | None
    delivery_site: str | None
    tender_reference: str | None
    buyer_reference: str | None


class InvoiceOut(Outgoing):
    """An invoice as it was handed over; ``sendable`` says whether its status allows sending."""

    kind: PartyKind
    id: Id
    number: str
    party: str
    status: InvoiceStatus
    sendable: bool
    issued: Day
    due: Day
    currency: str
    lines: list[LineOut]
    totals: TotalsOut
    currency_rate: Decimal | None
    language: str | None
    payment_reference: str | None
    order_reference: str | None
    project_number: str | None
    interest_percent: Decimal | None
    message: str | None
    notes: str | None
    references: BuyerReferencesOut
    credited: str | None
    vat_rounding: VatRounding
    prices_include_vat: bool
    revision: int

    @classmethod
    def made_of(cls, invoice: Invoice) -> Self:
        """Make it."""
        own = [name for name in cls.model_fields if name != "lines"]
        return cls.model_validate({name: getattr(invoice, name) for name in own} | {"lines": LineOut.all_of(invoice)})


class InvoiceList(Outgoing):
    """A page of invoices by id; ``next`` is the id to go on after, null on the last page."""

    items: list[InvoiceOut]
    next: str | None


class DocumentOut(Outgoing):
    """The PDF that was taken."""

    size: Annotated[int, Field(description="Bytes.")]
    sha256: str
