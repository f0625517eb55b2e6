"""Business partners as Procountor answers them, turned into Trackifi's; private persons are dropped unread."""

import re
from collections.abc import Iterator
from typing import (
    Final,
)

from pydantic import ValidationError
from trackifi_accounting.domain.parties import Address, BuyerReferences, EInvoiceAddress
from trackifi_accounting.domain.partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.references import PartnerId
from trackifi_accounting.errors import UnexpectedAnswer

from trackifi_procountor import countries, words
from trackifi_procountor.local_time import from_procountor
from trackifi_procountor.partner_answers import (
    MANY,
    ONE,
    ROWS,
    AddressAnswer,
    InvoicingAnswer,
    NamesAnswer,
    PartnerAnswer,
    PaymentAnswer,
    RegistryAnswer,
    Text,
)

ROLES: Final = {"CUSTOMER": PartnerRole.CUSTOMER, "SUPPLIER": PartnerRole.SUPPLIER}
PERSONAL: Final = frozenset({"HETU", "SSN", "ASSN", "PN"})
"""Identifier types that are personal identity codes (Procountor API 26.04, BusinessIdentifier)."""

_IDENTITY_CODE: Final = re.compile(r"\d{6}[-+A-FU-Y]\d{3}[0-9A-Z]")
_FINNISH: Final = re.compile(r"\d{7}-\d")
_VAT_NUMBER: Final = re.compile(r"[A-Z]{2}[0-9A-Z]{2,13}")


def partners_from(body: bytes) -> Iterator[BusinessPartner]:
    """Read a batch answer: one object for a single id, an array for several (Procountor, "API reference").

    Private persons, types new to us and rows that can't be read (no id, name or type) are left out.

    Raises:
        UnexpectedAnswer: it is neither.
    """
    try:
        rows = [ONE.validate_json(body)] if body.lstrip()[:1] == b"{" else MANY.validate_json(body)
    except ValidationError:
        rows = list(_readable(body))
    return (_partner(row) for row in rows if row["type"] in ROLES and row["name"].strip())


def _readable(body: bytes) -> Iterator[PartnerAnswer]:
    try:
        rows = ROWS.validate_json(body)
    except ValidationError as error:
        raise UnexpectedAnswer(code="partners are no list") from error
    for row in rows:
        try:
            yield ONE.validate_python(row)
        except ValidationError:
            continue


def _partner(answer: PartnerAnswer) -> BusinessPartner:
    """The partner as Trackifi holds it."""
    info = answer.get("invoicingInfo") or _NO_INVOICING
    payment = answer.get("paymentInfo") or _NO_PAYMENT
    business_id, vat_number = _identifiers(info)
    return BusinessPartner(
        id=PartnerId(str(answer["id"])),
        role=ROLES[answer["type"]],
        name=answer["name"].strip(),
        active=(answer.get("registryInfo") or _ACTIVE).get("active") is not False,
        business_id=business_id,
        vat_number=vat_number,
        customer_number=_text(info.get("customerNumber")),
        email=_text(info.get("email")),
        e_invoice=_e_invoice(info),
        address=_address(answer.get("address") or answer.get("billingAddress")),
        channel=words.CHANNELS.get(info.get("invoiceChannel") or ""),
        language=words.LANGUAGE_CODES.get(info.get("language") or ""),
        payment_days=_days(payment.get("paymentTermDays")),
        iban=_text(payment.get("bankAccount")),
        references=_references(info),
        other_names=_other_names(answer.get("additionalInfo")),
        version=from_procountor(answer.get("version")),
    )


_NO_INVOICING: Final = InvoicingAnswer()
_NO_PAYMENT: Final = PaymentAnswer()
_ACTIVE: Final = RegistryAnswer(active=True)
_NO_ADDRESS: Final = Address()
_NO_REFERENCES: Final = BuyerReferences()


def _text(value: Text) -> str | None:
    return (value.strip() or None) if value else None


def _identifiers(info: InvoicingAnswer) -> tuple[str | None, str | None]:
    """Business id and VAT number: the register has one field for either, and for a person's identity code."""
    identifier = _text(info.get("identifier"))
    if identifier is None or info.get("identifierType") in PERSONAL:
        return None, None
    if _FINNISH.fullmatch(identifier):
        return identifier, None
    if _IDENTITY_CODE.fullmatch(identifier.upper()):
        return None, None
    compact = identifier.replace(" ", "").replace("-", "").upper()
    if compact[:2] in _VAT_PREFIXES and _VAT_NUMBER.fullmatch(compact):
        return None, compact
    return identifier, None


_VAT_PREFIXES: Final = (countries.EU - {"GR"}) | {"EL", "XI"}


def _e_invoice(info: InvoicingAnswer) -> EInvoiceAddress | None:
    address = _text(info.get("einvoiceAddress"))
    if address is None:
        return None
    return EInvoiceAddress(address=address, operator=_text(info.get("einvoiceOperator")), ovt=_text(info.get("ovt")))


def _address(answer: AddressAnswer | None) -> Address:
    if not answer:
        return _NO_ADDRESS
    return Address(
        street=_text(answer.get("street")),
        specifier=_text(answer.get("specifier")),
        postcode=_text(answer.get("zip")),
        city=_text(answer.get("city")),
        country=countries.CODES.get(answer.get("country") or ""),
    )


def _days(text: Text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 5 else None  # noqa: PLR2004  # digits


def _references(info: InvoicingAnswer) -> BuyerReferences:
    if _REFERENCES.isdisjoint(info):
        return _NO_REFERENCES
    return BuyerReferences(
        order_number=_text(info.get("orderNumber")),
        agreement_number=_text(info.get("agreementNumber")),
        accounting_code=_text(info.get("accountingCode")),
        delivery_site=_text(info.get("deliverySite")),
        tender_reference=_text(info.get("tenderReference")),
        buyer_reference=_text(info.get("buyerReferenceIdentifier")),
    )


_REFERENCES: Final = frozenset(
    {
        "orderNumber",
        "agreementNumber",
        "accountingCode",
        "deliverySite",
        "tenderReference",
        "buyerReferenceIdentifier",
    }
)


def _other_names(answer: NamesAnswer | None) -> tuple[str, ...]:
    if not answer:
        return ()
    names = (_text(answer.get("auxiliaryCompanyName")), _text(answer.get("formerCompanyName")))
    return tuple(name for name in names if name)
