"""Business partners as the provider holds them: imported, never written."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, EInvoiceAddress, PartyKind
from trackifi_accounting.domain.values.references import PartnerId


class PartnerRole(StrEnum):
    """The register a partner stands in. Private persons are never imported."""

    CUSTOMER = "customer"
    SUPPLIER = "supplier"


ROLE_OF = {PartyKind.CUSTOMER: PartnerRole.CUSTOMER, PartyKind.FREELANCER: PartnerRole.SUPPLIER}
"""Customers are linked to customer partners, freelancers to supplier partners."""

KIND_OF = {role: kind for kind, role in ROLE_OF.items()}


class SendingChannel(StrEnum):
    """The channel by which the provider sends an invoice on, once the accountant has approved it."""

    EMAIL = "email"
    POST = "post"
    E_INVOICE = "e_invoice"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class BusinessPartner:
    """A business partner: one row of the provider's register.

    ``version`` is the provider's own time of the last change, aware, UTC. ``channel`` is None when the provider has
    none or one that this project does not know. ``payment_days`` counts calendar days.
    """

    id: PartnerId
    role: PartnerRole
    name: str
    active: bool = True
    business_id: str | None = None
    vat_number: str | None = None
    customer_number: str | None = None
    email: str | None = None
    e_invoice: EInvoiceAddress | None = None
    address: Address = field(default_factory=Address)
    channel: SendingChannel | None = None
    language: str | None = None
    payment_days: int | None = None
    iban: str | None = None
    references: BuyerReferences = field(default_factory=BuyerReferences)
    other_names: tuple[str, ...] = ()
    version: datetime | None = None
