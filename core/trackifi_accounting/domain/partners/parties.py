"""Trackifi's side of an invoice: the company and its customers and freelancers."""

from dataclasses import dataclass, field, fields
from enum import StrEnum

from trackifi_accounting.domain.values.references import CompanyId, PartyId


class PartyKind(StrEnum):
    """A customer, who is invoiced, or a freelancer, who invoices; an invoice is of the same kind as its party."""

    CUSTOMER = "customer"
    FREELANCER = "freelancer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A postal address; every part may be missing. ``country`` is ISO 3166-1 alpha-2, upper case.

    A part of nothing but blanks counts as missing: wherever an address comes from, it is None here.
    """

    street: str | None = None
    specifier: str | None = None
    postcode: str | None = None
    city: str | None = None
    country: str | None = None

    def __post_init__(self) -> None:
        for part in fields(self):
            if not (getattr(self, part.name) or "").strip():
                object.__setattr__(self, part.name, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class EInvoiceAddress:
    """An address for e-invoices, the operator who carries them, and the OVT code if there is one."""

    address: str
    operator: str | None = None
    ovt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyerReferences:
    """References that a buyer, often a public one, asks to see on the invoice."""

    order_number: str | None = None
    agreement_number: str | None = None
    accounting_code: str | None = None
    delivery_site: str | None = None
    tender_reference: str | None = None
    buyer_reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company that uses Trackifi. ``currency`` is ISO 4217, ``language`` en, fi or sv."""

    id: CompanyId
    name: str
    business_id: str | None = None
    vat_number: str | None = None
    address: Address = field(default_factory=Address)
    currency: str = "EUR"
    language: str = "fi"
    iban: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A customer or a freelancer. A freelancer's name is that of their own business; ``iban`` is theirs."""

    kind: PartyKind
    id: PartyId
    name: str
    business_id: str | None = None
    vat_number: str | None = None
    customer_number: str | None = None
    email: str | None = None
    e_invoice: EInvoiceAddress | None = None
    address: Address = field(default_factory=Address)
    delivery_address: Address | None = None
    language: str | None = None
    iban: str | None = None
    bic: str | None = None
    vat_registered: bool = True
    contact_person: str | None = None
    other_names: tuple[str, ...] = ()
    archived: bool = False
