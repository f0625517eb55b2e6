"""Specimens of what the store keeps: synthetic, each with every part filled that is easily lost on the way."""

from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from trackifi_accounting.domain.activation.access import Access, Capability, RemoteCompany
from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole, SendingChannel
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, EInvoiceAddress, PartyKind
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.audit import AuditEntry
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import (
    Actor,
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    PartnerId,
    PartyId,
    ProductId,
    ProviderName,
    RemoteCompanyId,
    RemoteUserId,
)
from trackifi_accounting.testing.doubles.clock import START

ACME: Final = CompanyId("specimen-acme")
OTHER: Final = CompanyId("specimen-other")
PROVIDER: Final = ProviderName("specimen-books")
SECOND: Final = ProviderName("specimen-ledgers")
SOMEONE: Final = Actor("specimen administrator")
NOW: Final = START
HOUR: Final = timedelta(hours=1)
CUSTOMER, FREELANCER = PartyKind.CUSTOMER, PartyKind.FREELANCER


def partner(identity: str, name: str = "Specimen Oy", **changes: Any) -> BusinessPartner:
    """An active customer partner."""
    values: dict[str, Any] = {
        "role": PartnerRole.CUSTOMER,
        "business_id": "1234567-1",
        "e_invoice": EInvoiceAddress(address="003712345671", operator="SPECIMEN"),
        "address": Address(street="Näytekatu 1", postcode="00100", city="Helsinki", country="FI"),
        "channel": SendingChannel.E_INVOICE,
        "payment_days": 14,
        "references": BuyerReferences(order_number="PO-1"),
        "other_names": ("Specimen Ab",),
        "version": NOW,
    }
    return BusinessPartner(id=PartnerId(identity), name=name, **(values | changes))


def product(identity: str, name: str = "Specimen work", **changes: Any) -> Product:
    """An active sales product whose price has four decimals."""
    values: dict[str, Any] = {"side": ProductSide.SALES, "price": Decimal("12.3400"), "vat_rate": Decimal("25.5")}
    return Product(id=ProductId(identity), name=name, **(values | changes))


def link(partner_id: str, party_id: str, **changes: Any) -> Link:
    """A customer's link."""
    values: dict[str, Any] = {"kind": CUSTOMER, "partner_name": "Specimen Oy", "partner_business_id": None}
    values |= {"saved_at": NOW, "saved_by": SOMEONE}
    return Link(partner=PartnerId(partner_id), party=PartyId(party_id), **(values | changes))


def delivery(invoice: str, number: str | None = None, **changes: Any) -> Delivery:
    """A customer invoice that was just asked for; its number is its id unless given."""
    values: dict[str, Any] = {"kind": CUSTOMER, "partner": None, "state": DeliveryState.READY}
    values |= {"company": ACME, "provider": PROVIDER, "requested_at": NOW, "requested_by": SOMEONE, "due": NOW}
    return Delivery(invoice=InvoiceId(invoice), number=InvoiceNumber(number or invoice), **(values | changes))


def full_delivery(invoice: str) -> Delivery:
    """A delivery on its way whose payload is no text in any encoding."""
    return delivery(
        invoice,
        state=DeliveryState.SENDING,
        payload=bytes(range(256)),
        totals=Totals(net=Decimal("100.10"), vat=Decimal("25.53"), gross=Decimal("125.63"), currency="EUR"),
        attempts=1,
        not_after=NOW + HOUR,
        clean_looks=(NOW, NOW + HOUR),
        problems=(Problem(code="text_too_long", facts={"length": "41", "limit": "40"}, field="number"),),
    )


def integration(**changes: Any) -> Integration:
    """An active integration that has been synced."""
    remote = RemoteCompany(id=RemoteCompanyId("1"), name="Specimen Oy", user=RemoteUserId("7"))
    access = Access(granted=frozenset(Capability), own_invoices_only=frozenset({FREELANCER}), documents=False)
    values: dict[str, Any] = {"company": ACME, "provider": PROVIDER, "state": IntegrationState.ACTIVE}
    values |= {"remote": remote, "access": access, "key_generation": 2, "watermark": NOW}
    return Integration(**(values | changes))


def entry(action: str) -> AuditEntry:
    """One act of someone."""
    return AuditEntry(at=NOW, actor=SOMEONE, action=action, subject="specimen", facts={"number": "1"})
