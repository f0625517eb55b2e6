"""Invoices as Trackifi hands them over: customer invoices and freelancer invoices."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trackifi_accounting.domain.money import Totals, to_cents
from trackifi_accounting.domain.numbers import normal
from trackifi_accounting.domain.parties import BuyerReferences, PartyKind
from trackifi_accounting.domain.references import InvoiceId, InvoiceNumber, PartyId, ProductId
from trackifi_accounting.domain.vat import VatTreatment


class InvoiceStatus(StrEnum):
    """Where an invoice stands in Trackifi; customer invoices are draft or finalized, the others are freelancers'."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. ``unit_price`` is without VAT, for one ``unit`` (UN/ECE Rec 20 code or one of Trackifi's words)."""

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

    @property
    def net(self) -> Decimal:
        """Without VAT, after discount, in whole cents."""
        return to_cents(self.quantity * self.unit_price * (100 - self.discount_percent) / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """One invoice, numbered and dated.

    ``totals`` are what Trackifi printed on the PDF. ``currency_rate`` counts units of ``currency`` for one unit of the
    company's own currency and is None in the own currency. ``revision`` grows with every change in Trackifi.
    ``interest_percent`` is the yearly interest on late payment.
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
        return totals_of(self.lines, currency=self.currency)


def totals_of(lines: Iterable[Line], *, currency: str) -> Totals:
    """Sum lines to the cent: each line is rounded, then VAT once for each rate over its lines."""
    net_by_rate: dict[Decimal, Decimal] = {}
    for line in lines:
        net_by_rate[line.vat.rate] = net_by_rate.get(line.vat.rate, Decimal("0.00")) + line.net
    net = sum(net_by_rate.values(), Decimal("0.00"))
    vat = sum((to_cents(part * rate / 100) for rate, part in net_by_rate.items()), Decimal("0.00"))
    return Totals(net=net, vat=vat, gross=net + vat, currency=currency)
