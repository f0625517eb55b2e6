"""The parts of Procountor's register that are read (Procountor API 26.04); the rest is dropped unread."""

from typing import (
    Final,
    Required,  # typing's own are refused by pydantic before Python 3.12
    TypeAlias,
)

from pydantic import ConfigDict, TypeAdapter, with_config
from typing_extensions import TypedDict

from trackifi_procountor.session.answers import AnswerPart, MetaAnswer

Text: TypeAlias = str | None


class AddressAnswer(TypedDict, total=False):
    """BusinessPartnerAddress."""

    specifier: Text
    street: Text
    zip: Text
    city: Text
    country: Text


class InvoicingAnswer(TypedDict, total=False):
    """InvoicingInfo; the contact person stays unread."""

    customerNumber: Text
    identifier: Text
    identifierType: Text
    ovt: Text
    invoiceChannel: Text
    language: Text
    email: Text
    buyerReferenceIdentifier: Text
    orderNumber: Text
    agreementNumber: Text
    accountingCode: Text
    deliverySite: Text
    tenderReference: Text
    einvoiceAddress: Text
    einvoiceOperator: Text


class PartnerPaymentAnswer(TypedDict, total=False):
    """BusinessPartnerPaymentInfo."""

    bankAccount: Text
    paymentTermDays: Text


class RegistryAnswer(TypedDict, total=False):
    """RegistryInfo."""

    active: bool | None


class NamesAnswer(TypedDict, total=False):
    """BusinessPartnerAdditionalInfo: the other names of the business."""

    auxiliaryCompanyName: Text
    formerCompanyName: Text


@with_config(ConfigDict(coerce_numbers_to_str=True, str_strip_whitespace=True))
class PartnerAnswer(TypedDict, total=False):
    """BusinessPartner, its parts included without the blanks around their texts.

    A dictionary, as registers are long: reading one is faster than the plainest JSON parser.
    """

    id: Required[int]
    name: Required[str]
    type: Required[str]
    address: AddressAnswer | None
    billingAddress: AddressAnswer | None
    invoicingInfo: InvoicingAnswer | None
    paymentInfo: PartnerPaymentAnswer | None
    registryInfo: RegistryAnswer | None
    additionalInfo: NamesAnswer | None
    version: Text


class ListedAnswer(TypedDict, total=False):
    """One row of the search."""

    id: Required[int]
    type: Text


class ListAnswer(AnswerPart):
    """GET /businesspartners."""

    results: list[ListedAnswer]
    meta: MetaAnswer | None = None


LIST: Final = TypeAdapter(ListAnswer)
ONE: Final = TypeAdapter(PartnerAnswer)
MANY: Final = TypeAdapter(list[PartnerAnswer])
ROWS: Final = TypeAdapter(list[object])
