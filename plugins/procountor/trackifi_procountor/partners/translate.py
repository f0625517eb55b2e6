"""Business partners as Procountor answers them, turned into Trackifi's; private persons are dropped unread."""

import re
from collections.abc import Iterator
from typing import Final

from pydantic import ValidationError
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import Address, BuyerReferences, EInvoiceAddress
from trackifi_accounting.domain.values.references import PartnerId
from trackifi_accounting.domain.values.territories import EU, NORTHERN_IRELAND, letters_of

from trackifi_procountor.codes import countries, enumerations
from trackifi_procountor.codes.local_time import from_procountor
from trackifi_procountor.errors import translate
from trackifi_procountor.partners.answers import (
    MANY,
    ONE,
    ROWS,
    AddressAnswer,
    InvoicingAnswer,
    NamesAnswer,
    PartnerAnswer,
    PartnerPaymentAnswer,
    RegistryAnswer,
    Text,
)
from trackifi_procountor.session.api import reading

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
    return (_partner(row) for row in rows if row["type"] in ROLES and row["name"])


def _readable(body: bytes) -> Iterator[PartnerAnswer]:
    try:
        rows = ROWS.validate_json(body)
    except ValidationError as error:
        raise translate.of_unreadable(reading("/businesspartners"), "partners are no list") from error
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
        name=answer["name"],
        active=(answer.get("registryInfo") or _ACTIVE).get("active") is not False,
        business_id=business_id,
        vat_number=vat_number,
        customer_number=info.get("customerNumber") or None,
        email=info.get("email") or None,
        e_invoice=_e_invoice(info),
        address=_address(answer.get("address") or answer.get("billingAddress")),
        channel=enumerations.CHANNELS.get(info.get("invoiceChannel") or ""),
        language=enumerations.LANGUAGE_CODES.get(info.get("language") or ""),
        payment_days=_days(payment.get("paymentTermDays")),
        iban=payment.get("bankAccount") or None,
        references=_references(info),
        other_names=_other_names(answer.get("additionalInfo")),
        version=from_procountor(answer.get("version")),
    )


_NO_INVOICING: Final = InvoicingAnswer()
_NO_PAYMENT: Final = PartnerPaymentAnswer()
_ACTIVE: Final = RegistryAnswer(active=True)
_NO_ADDRESS: Final = Address()
_NO_REFERENCES: Final = BuyerReferences()


def _identifiers(info: InvoicingAnswer) -> tuple[str | None, str | None]:
    """Business id and VAT number: the register has one field for either, and for a person's identity code."""
    identifier = info.get("identifier") or None
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


_VAT_PREFIXES: Final = frozenset(map(letters_of, EU)) | {NORTHERN_IRELAND}


def _e_invoice(info: InvoicingAnswer) -> EInvoiceAddress | None:
    address = info.get("einvoiceAddress") or None
    if address is None:
        return None
    return EInvoiceAddress(address=address, operator=info.get("einvoiceOperator") or None, ovt=info.get("ovt") or None)


def _address(answer: AddressAnswer | None) -> Address:
    if not answer:
        return _NO_ADDRESS
    return Address(
        street=answer.get("street") or None,
        specifier=answer.get("specifier") or None,
        postcode=answer.get("zip") or None,
        city=answer.get("city") or None,
        country=countries.CODES.get(answer.get("country") or ""),
    )


def _days(text: Text) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) <= 5 else None  # noqa: PLR2004  # digits


def _references(info: InvoicingAnswer) -> BuyerReferences:
    if _REFERENCES.isdisjoint(info):
        return _NO_REFERENCES
    return BuyerReferences(
        order_number=info.get("orderNumber") or None,
        agreement_number=info.get("agreementNumber") or None,
        accounting_code=info.get("accountingCode") or None,
        delivery_site=info.get("deliverySite") or None,
        tender_reference=info.get("tenderReference") or None,
        buyer_reference=info.get("buyerReferenceIdentifier") or None,
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
    names = (answer.get("auxiliaryCompanyName"), answer.get("formerCompanyName"))
    return tuple(name for name in names if name)
