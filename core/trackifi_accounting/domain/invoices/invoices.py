"""Invoices as Trackifi hands them over: customer invoices and freelancer invoices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, localcontext
from enum import StrEnum

from trackifi_accounting.domain.invoices.vat import VatTreatment
from trackifi_accounting.domain.partners.parties import BuyerReferences, PartyKind
from trackifi_accounting.domain.values.currencies import decimals_of
from trackifi_accounting.domain.values.money import EXACT, Totals, rounded
from trackifi_accounting.domain.values.numbers import normal
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, PartyId, ProductId


class InvoiceStatus(StrEnum):
    """The status of an invoice in Trackifi; customer invoices are draft or finalized, the others are freelancers'."""

    DRAFT = "draft"
    FINALIZED = "finalized"
    CREATED = "created"
    SENT = "sent"
    APPROVED = "approved"
    PAID = "paid"
    DENIED = "denied"


SENDABLE = {
    PartyKind.CUSTOMER: frozenset({InvoiceStatus.FINALIZED, InvoiceStatus.PAID}),
    PartyKind.FREELANCER: frozenset({InvoiceStatus.APPROVED, InvoiceStatus.PAID}),
}
"""Only finalized customer invoices and approved or paid freelancer invoices go to the books."""


class VatRounding(StrEnum):
    """The way an invoice rounds its VAT: once for each rate, or line by line."""

    INVOICE = "invoice"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of an invoice. ``unit_price`` is for one ``unit`` (UN/ECE Rec 20 code or one of Trackifi's words).

    It is without VAT unless the invoice says otherwise. A negative ``discount_percent`` is a surcharge.
    """

    name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat: VatTreatment
    discount_percent: Decimal = Decimal(0)
    comment: str | None = None
    starts: date | None = None
    ends: date | None = None
    product: ProductId | None = None

    def amount(self, decimals: int = 2) -> Decimal:
        """Quantity times price after discount, rounded to so many decimals."""
        with localcontext(EXACT):
            return rounded(self.quantity * self.unit_price * (100 - self.discount_percent) / 100, decimals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice as Trackifi hands it over, numbered and dated.

    ``totals`` are what Trackifi printed on the PDF. ``currency_rate`` counts units of ``currency`` for one unit of the
    company's own currency and is None in the own currency. ``revision`` grows with every change in Trackifi.
    ``interest_percent`` is the yearly interest on late payment. ``vat_rounding`` says how the printed VAT came about;
    with ``prices_include_vat`` unit prices are with VAT, and the printed gross is what they add up to.
    """

    kind: PartyKind
    id: InvoiceId
    number: InvoiceNumber
    party: PartyId
    status: InvoiceStatus
    issued: date
    due: date
    currency: str
    lines: tuple[Line, ...]
    totals: Totals
    currency_rate: Decimal | None = None
    language: str | None = None
    payment_reference: str | None = None
    order_reference: str | None = None
    project_number: str | None = None
    interest_percent: Decimal | None = None
    message: str | None = None
    notes: str | None = None
    references: BuyerReferences = field(default_factory=BuyerReferences)
    credited: InvoiceId | None = None
    vat_rounding: VatRounding = VatRounding.INVOICE
    prices_include_vat: bool = False
    revision: int = 1

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", normal(self.number))

    @property
    def finished(self) -> bool:
        """Whether the status allows sending."""
        return self.status in SENDABLE[self.kind]

    @property
    def sendable(self) -> bool:
        """Whether it is finished and has its number."""
        return bool(self.number) and self.finished

    @property
    def computed_totals(self) -> Totals:
        """What the lines add up to; has to equal what Trackifi printed."""
        return totals_of(
            self.lines,
            currency=self.currency,
            vat_rounding=self.vat_rounding,
            prices_include_vat=self.prices_include_vat,
        )

    def net_of(self, line: Line) -> Decimal:
        """One of its lines without VAT, after discount."""
        decimals = decimals_of(self.currency)
        amount = line.amount(decimals)
        return amount - _vat(amount, line.vat.rate, decimals, included=True) if self.prices_include_vat else amount


def totals_of(
    lines: Iterable[Line],
    *,
    currency: str,
    vat_rounding: VatRounding = VatRounding.INVOICE,
    prices_include_vat: bool = False,
    decimals: int | None = None,
) -> Totals:
    """Sum lines: each is rounded, then VAT once for each rate over its lines, or for each line.

    ``decimals`` are the currency's own unless a provider keeps its sums with others.
    """
    decimals = decimals_of(currency) if decimals is None else decimals
    zero = rounded(Decimal(0), decimals)
    with localcontext(EXACT):
        parts: dict[tuple[Decimal, int | None], Decimal] = {}
        for place, line in enumerate(lines):
            part = (line.vat.rate, place if vat_rounding is VatRounding.LINE else None)
            parts[part] = parts.get(part, zero) + line.amount(decimals)
        amount = sum(parts.values(), zero)
        taxes = (_vat(part, rate, decimals, included=prices_include_vat) for (rate, _), part in parts.items())
        vat = sum(taxes, zero)
        net = amount - vat if prices_include_vat else amount
        return Totals(net=net, vat=vat, gross=net + vat, currency=currency)


def _vat(amount: Decimal, rate: Decimal, decimals: int, *, included: bool) -> Decimal:
    with localcontext(EXACT):
        return rounded(amount * rate / (100 + rate if included else 100), decimals)
