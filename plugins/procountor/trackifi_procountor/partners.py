"""Business partners as Procountor answers them, turned into Trackifi's; private persons are dropped unread."""

import re
from collections.abc import Iterator
from typing import Final

from pydantic import TypeAdapter, ValidationError
from trackifi_accounting.domain.parties import Address, BuyerReferences, EInvoiceAddress
from trackifi_accounting.domain.partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.references import PartnerId
from trackifi_accounting.errors import UnexpectedAnswer

from trackifi_procountor import countries, words
from trackifi_procountor.answers import Read
from trackifi_procountor.local_time import from_procountor

ROLES: Final = {"CUSTOMER": PartnerRole.CUSTOMER, "SUPPLIER": PartnerRole.SUPPLIER}
PERSONAL: Final = frozenset({"HETU", "SSN", "ASSN", "PN"})
"""Identifier types that are personal identity codes (Procountor API 26.04, BusinessIdentifier)."""

_IDENTITY_CODE: Final = re.compile(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]")
_VAT_NUMBER: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2,13}")


class AddressAnswer(Read):
    """BusinessPartnerAddress."""

    specifier: str | None = None
    street: str | None = None
    zip: str | None = None
    city: str | None = None
    country: str | None = None


class InvoicingAnswer(Read):
    """InvoicingInfo; the contact person stays unread."""

    customer_number: str | None = None
    identifier: str | None = None
    identifier_type: str | None = None
    ovt: str | None = None
    invoice_channel: str | None = None
    language: str | None = None
    email: str | None = None
    buyer_reference_identifier: str | None = None
    order_number: str | None = None
    agreement_number: str | None = None
    accounting_code: str | None = None
    delivery_site: str | None = None
    tender_reference: str | None = None
    einvoice_address: str | None = None
    einvoice_operator: str | None = None


class PaymentAnswer(Read):
    """BusinessPartnerPaymentInfo."""

    bank_account: str | None = None
    payment_term_days: str | None = None


class RegistryAnswer(Read):
    """RegistryInfo."""

    active: bool | None = None


class NamesAnswer(Read):
    """BusinessPartnerAdditionalInfo: the other names of the business."""

    auxiliary_company_name: str | None = None
    former_company_name: str | None = None


class PartnerAnswer(Read):
    """BusinessPartner."""

    id: int
    name: str
    type: str
    address: AddressAnswer | None = None
    billing_address: AddressAnswer | None = None
    invoicing_info: InvoicingAnswer | None = None
    payment_info: PaymentAnswer | None = None
    registry_info: RegistryAnswer | None = None
    additional_info: NamesAnswer | None = None
    version: str | None = None


class ListedAnswer(Read):
    """One row of the search."""

    id: int
    type: str | None = None


class MetaAnswer(Read):
    """SearchResultMetaData; a total count is not always there and proves nothing."""

    page_size: int | None = None


class ListAnswer(Read):
    """GET /businesspartners."""

    results: list[ListedAnswer] | None = None
    meta: MetaAnswer | None = None


LIST: Final = TypeAdapter(ListAnswer)
_ONE: Final = TypeAdapter(PartnerAnswer)
_MANY: Final = TypeAdapter(list[PartnerAnswer])
_ROWS: Final = TypeAdapter(list[object])


def partners_from(body: bytes) -> Iterator[BusinessPartner]:
    """Read a batch answer: one object for a single id, an array for several (Procountor, "API reference").

    A row that can't be read (no id, name or type) is left out; the others count.

    Raises:
        UnexpectedAnswer: it is neither.
    """
    try:
        rows = [_ONE.validate_json(body)] if body.lstrip()[:1] == b"{" else _MANY.validate_json(body)
    except ValidationError:
        rows = list(_readable(body))
    return (partner for row in rows if (partner := partner_from(row)) is not None)


def _readable(body: bytes) -> Iterator[PartnerAnswer]:
    try:
        rows = _ROWS.validate_json(body)
    except ValidationError as error:
        raise UnexpectedAnswer(code="partners are no list") from error
    for row in rows:
        try:
            yield _ONE.validate_python(row)
        except ValidationError:
            continue


def partner_from(answer: PartnerAnswer) -> BusinessPartner | None:
    """The partner, or None for a private person or a type that is new to us."""
    role = ROLES.get(answer.type)
    name = answer.name.strip()
    if role is None or not name:
        return None
    info = answer.invoicing_info or _NO_INVOICING
    payment = answer.payment_info or _NO_PAYMENT
    identifier, vat_number = _identifiers(info)
    return BusinessPartner(
        id=PartnerId(str(answer.id)),
        role=role,
        name=name,
        active=answer.registry_info is None or answer.registry_info.active is not False,
        business_id=identifier,
        vat_number=vat_number,
        customer_number=_text(info.customer_number),
        email=_text(info.email),
        e_invoice=_e_invoice(info),
        address=_address(answer.address or answer.billing_address),
        channel=words.CHANNELS.get(info.invoice_channel or ""),
        language=words.LANGUAGE_CODES.get(info.language or ""),
        payment_days=_days(payment.payment_term_days),
        iban=_text(payment.bank_account),
        references=_references(info),
        other_names=_other_names(answer.additional_info),
        version=from_procountor(answer.version),
    )


_NO_INVOICING: Final = InvoicingAnswer()
_NO_PAYMENT: Final = PaymentAnswer()
_NO_ADDRESS: Final = Address()
_NO_REFERENCES: Final = BuyerReferences()


def _text(value: str | None) -> str | None:
    return (value.strip() or None) if value else None


def _identifiers(info: InvoicingAnswer) -> tuple[str | None, str | None]:
    """Business id and VAT number: the register has one field for either, and for a person's identity code."""
    identifier = _text(info.identifier)
    if identifier is None or info.identifier_type in PERSONAL or _IDENTITY_CODE.fullmatch(identifier.upper()):
        return None, None
    compact = identifier.replace(" ", "").replace("-", "").upper()
    if _VAT_NUMBER.fullmatch(compact) and compact[:2] in _VAT_PREFIXES:
        return None, compact
    return identifier, None


_VAT_PREFIXES: Final = countries.EU - {"GR"} | {"EL", "XI"}


def _e_invoice(info: InvoicingAnswer) -> EInvoiceAddress | None:
    address = _text(info.einvoice_address)
    if address is None:
        return None
    return EInvoiceAddress(address=address, operator=_text(info.einvoice_operator), ovt=_text(info.ovt))


def _address(answer: AddressAnswer | None) -> Address:
    if answer is None:
        return _NO_ADDRESS
    return Address(
        street=_text(answer.street),
        specifier=_text(answer.specifier),
        postcode=_text(answer.zip),
        city=_text(answer.city),
        country=countries.CODES.get(answer.country or ""),
    )


def _days(text: str | None) -> int | None:
    return int(text) if text and text.strip().isdecimal() and len(text) <= 5 else None  # noqa: PLR2004  # digits


def _references(info: InvoicingAnswer) -> BuyerReferences:
    found = {
        "order_number": _text(info.order_number),
        "agreement_number": _text(info.agreement_number),
        "accounting_code": _text(info.accounting_code),
        "delivery_site": _text(info.delivery_site),
        "tender_reference": _text(info.tender_reference),
        "buyer_reference": _text(info.buyer_reference_identifier),
    }
    return BuyerReferences(**found) if any(found.values()) else _NO_REFERENCES


def _other_names(answer: NamesAnswer | None) -> tuple[str, ...]:
    names = (answer.auxiliary_company_name, answer.former_company_name) if answer else ()
    return tuple(name for name in map(_text, names) if name)
