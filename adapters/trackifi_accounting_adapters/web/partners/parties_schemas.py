"""Companies, customers and freelancers, in and out."""

from typing import Annotated, Final, Literal

from pydantic import ConfigDict, Field
from pydantic.config import JsonDict
from trackifi_accounting.domain.partners.parties import Address, Company, EInvoiceAddress, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, PartyId

from trackifi_accounting_adapters.web.http.values import (
    Code,
    Country,
    Currency,
    Id,
    Incoming,
    LanguageCode,
    Line,
    Name,
    Outgoing,
)

ADDRESS_EXAMPLE: Final[JsonDict] = {"street": "Mallikatu 1", "postcode": "00100", "city": "Helsinki", "country": "FI"}
COMPANY_EXAMPLE: Final[JsonDict] = {
    "name": "Esimerkki Konsultit Oy",
    "business_id": "1234567-1",
    "vat_number": "FI12345671",
    "address": ADDRESS_EXAMPLE,
    "currency": "EUR",
    "language": "fi",
}
PARTY_EXAMPLE: Final[JsonDict] = {
    "name": "Malliasiakas Oy",
    "business_id": "7654321-4",
    "email": "laskut@malliasiakas.example",
    "address": ADDRESS_EXAMPLE,
    "customer_number": "1001",
}


class AddressIn(Incoming):
    """A postal address; every part may be missing."""

    street: Line | None = None
    specifier: Annotated[Line | None, Field(description="Second line, such as c/o or a door.")] = None
    postcode: Code | None = None
    city: Line | None = None
    country: Country | None = None

    def to_domain(self) -> Address:
        """As the core knows it."""
        return Address(**dict(self))


class EInvoiceAddressIn(Incoming):
    """Where e-invoices are received."""

    address: Code
    operator: Annotated[Code | None, Field(description="The operator's id.")] = None
    ovt: Code | None = None

    def to_domain(self) -> EInvoiceAddress:
        """As the core knows it."""
        return EInvoiceAddress(**dict(self))


class CompanyIn(Incoming):
    """A company that uses Trackifi."""

    model_config = ConfigDict(json_schema_extra={"examples": [COMPANY_EXAMPLE]})

    name: Name
    business_id: Code | None = None
    vat_number: Code | None = None
    address: AddressIn = AddressIn()
    currency: Currency = "EUR"
    language: Literal["en", "fi", "sv"] = "fi"
    iban: Annotated[Code | None, Field(description="The account it is paid to.")] = None

    def to_domain(self, company: CompanyId) -> Company:
        """As the core knows it."""
        return Company(id=company, **{**dict(self), "address": self.address.to_domain()})


class PartyIn(Incoming):
    """A customer or a freelancer; a freelancer's name is that of the freelancer's own business."""

    model_config = ConfigDict(json_schema_extra={"examples": [PARTY_EXAMPLE]})

    name: Name
    business_id: Code | None = None
    vat_number: Code | None = None
    customer_number: Code | None = None
    email: Line | None = None
    e_invoice: EInvoiceAddressIn | None = None
    address: AddressIn = AddressIn()
    delivery_address: AddressIn | None = None
    language: LanguageCode | None = None
    iban: Annotated[Code | None, Field(description="A freelancer's own account.")] = None
    bic: Code | None = None
    vat_registered: Annotated[bool, Field(strict=True)] = True
    contact_person: Line | None = None
    other_names: Annotated[tuple[Name, ...], Field(max_length=20, description="Former and auxiliary names.")] = ()
    archived: Annotated[bool, Field(strict=True, description="Archived ones are no longer suggested.")] = False

    def to_domain(self, kind: PartyKind, party: PartyId) -> Party:
        """As the core knows it."""
        parts = {
            "e_invoice": self.e_invoice and self.e_invoice.to_domain(),
            "address": self.address.to_domain(),
            "delivery_address": self.delivery_address and self.delivery_address.to_domain(),
        }
        return Party(kind=kind, id=party, **{**dict(self), **parts})


class AddressOut(Outgoing):
    """A postal address."""

    street: str | None
    specifier: str | None
    postcode: str | None
    city: str | None
    country: str | None


class EInvoiceAddressOut(Outgoing):
    """Where e-invoices are received."""

    address: str
    operator: str | None
    ovt: str | None


class CompanyOut(Outgoing):
    """A company as it was handed over."""

    id: Id
    name: str
    business_id: str | None
    vat_number: str | None
    address: AddressOut
    currency: str
    language: str
    iban: str | None


class PartyOut(Outgoing):
    """A customer or freelancer as it was handed over."""

    kind: PartyKind
    id: Id
    name: str
    business_id: str | None
    vat_number: str | None
    customer_number: str | None
    email: str | None
    e_invoice: EInvoiceAddressOut | None
    address: AddressOut
    delivery_address: AddressOut | None
    language: str | None
    iban: str | None
    bic: str | None
    vat_registered: bool
    contact_person: str | None
    other_names: tuple[str, ...]
    archived: bool


class PartyList(Outgoing):
    """Those found, by name."""

    items: list[PartyOut]
