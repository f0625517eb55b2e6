"""The body of a new invoice as the API document describes it, checked once more before it is frozen.

Whatever the mapping got wrong is found here, and not by Procountor (API 26.04: Invoice and what it reaches).
"""

from datetime import date
from decimal import Decimal
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    Required,  # typing's own are refused by pydantic before Python 3.12
    TypeAlias,
)

from pydantic import ConfigDict, Field, PlainValidator, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from trackifi_procountor.codes.countries import CODES
from trackifi_procountor.codes.currencies import CURRENCIES
from trackifi_procountor.codes.units import UNITS

Path: TypeAlias = str
"""Where a fault is, in Procountor's notation: counterParty.email, invoiceRows[0].unit."""


# A validator must raise ValueError: pydantic lets a TypeError through.
def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError("no number")  # noqa: TRY004
    return Decimal(value)


def _day(value: Any) -> date:
    if not isinstance(value, str):
        raise ValueError("no date")  # noqa: TRY004
    return date.fromisoformat(value)


def _one_of(words: frozenset[str]) -> PlainValidator:
    def check(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError("no such word")
        return value

    return PlainValidator(check)


Number = Annotated[Decimal, PlainValidator(_number)]
Rate = Annotated[Decimal, PlainValidator(_number), Field(ge=0, le=1_000_000)]
Percent = Annotated[Decimal, PlainValidator(_number), Field(le=100)]
Day = Annotated[date, PlainValidator(_day)]
Id = Annotated[int, Field(ge=-(2**31), lt=2**31)]
Text20 = Annotated[str, Field(max_length=20)]
Text35 = Annotated[str, Field(max_length=35)]
Text40 = Annotated[str, Field(max_length=40)]
Text70 = Annotated[str, Field(max_length=70)]
Text80 = Annotated[str, Field(max_length=80)]
Text512 = Annotated[str, Field(max_length=512)]
Text10000 = Annotated[str, Field(max_length=10_000)]
Country = Annotated[str, _one_of(frozenset(CODES))]
Currency = Annotated[str, _one_of(CURRENCIES)]
Unit = Annotated[str, _one_of(frozenset(UNITS.values()))]
Type = Literal[
    "SALES_INVOICE", "SALES_ORDER", "PURCHASE_INVOICE", "PURCHASE_ORDER", "TRAVEL_INVOICE", "BILL_OF_CHARGES",
    "PERIODIC_TAX_RETURN",
]  # fmt: skip
Method = Literal[
    "BANK_TRANSFER", "DIRECT_PAYMENT", "CLEARING", "CREDIT_CARD_CHARGE", "FOREIGN_PAYMENT", "OTHER", "CASH",
    "DOMESTIC_PAYMENT_PLUSGIRO", "DOMESTIC_PAYMENT_BANKGIRO", "DOMESTIC_PAYMENT_CREDITOR", "DKLMPKRE", "NETS",
]  # fmt: skip
Channel = Literal["EMAIL", "MAIL", "ELECTRONIC_INVOICE", "EDIFACT", "PAPER_INVOICE", "NO_SENDING"]
Delivery = Literal["MAILING", "ONLINE", "COURIER", "VRCARGO", "BUS", "FREIGHT", "RETRIEVABLE", "OTHER"]
Language = Literal["DANISH", "ENGLISH", "ESTONIAN", "FINNISH", "NORWEGIAN", "SWEDISH"]
ReferenceType = Literal["RF", "FI", "OCR", "KID", "GIK01", "GIK04", "GIK15", "FIK71", "FIK73", "FIK75"]


class AddressForm(TypedDict, total=False):
    """InvoiceBillingAddress and InvoiceDeliveryAddress."""

    name: Text80
    specifier: Text80
    street: Text80
    zip: Text20
    city: Text40
    country: Country
    subdivision: Text35


class NamedAddressForm(TypedDict, total=False):
    """InvoiceCounterpartyAddress."""

    name: Required[Text80]
    specifier: Text80
    street: Text80
    zip: Text20
    city: Text40
    country: Country
    subdivision: Text35


class AccountForm(TypedDict, total=False):
    """BankAccount."""

    accountNumber: str
    bic: str


class EInvoiceForm(TypedDict, total=False):
    """EInvoiceAddress."""

    operator: str
    address: str
    ediId: str


class CounterPartyForm(TypedDict, total=False):
    """CounterParty."""

    contactPersonName: Text70
    identifier: str
    taxCode: str
    customerNumber: str
    email: str
    bccAddresses: list[str]
    counterPartyAddress: Required[NamedAddressForm]
    bankAccount: AccountForm
    einvoiceAddress: EInvoiceForm


class DiscountOptionForm(TypedDict, total=False):
    """CashDiscountOption."""

    numberOfDays: Annotated[int, Field(le=999)]
    discountPercentage: Annotated[Decimal, PlainValidator(_number), Field(le=Decimal("99.99"))]


class DiscountForm(TypedDict, total=False):
    """CashDiscount."""

    optionList: list[DiscountOptionForm]
    cashDiscountsTermType: Literal["FROM_END_OF_MONTH", "FROM_INV_DATE"]


class PaymentForm(TypedDict, total=False):
    """PaymentInfo."""

    paymentMethod: Required[Method]
    currency: Required[Currency]
    bankAccount: AccountForm
    dueDate: Required[Day]
    currencyRate: Required[Rate]
    cashDiscount: DiscountForm
    bankReferenceCode: str
    bankReferenceCodeType: ReferenceType
    clearingCode: Annotated[str, Field(max_length=50)]


class ExtraForm(TypedDict):
    """ExtraInfo."""

    accountingByRow: bool
    unitPricesIncludeVat: bool


class RowForm(TypedDict, total=False):
    """InvoiceRow."""

    productId: Id
    product: Required[Annotated[str, Field(min_length=1)]]
    productCode: str
    quantity: Required[Number]
    unit: Required[Unit]
    unitPrice: Required[Number]
    discountPercent: Required[Number]
    vatPercent: Required[Number]
    vatStatus: Id
    comment: Text512
    startDate: Day
    endDate: Day
    headerText: Text512
    explanationText: Text512


@with_config(ConfigDict(strict=True, extra="ignore"))
class InvoiceForm(TypedDict, total=False):
    """Invoice, as far as anybody may write it."""

    partnerId: Id
    type: Required[Type]
    date: Required[Day]
    counterParty: Required[CounterPartyForm]
    billingAddress: AddressForm
    deliveryAddress: AddressForm
    paymentInfo: Required[PaymentForm]
    extraInfo: Required[ExtraForm]
    discountPercent: Required[Percent]
    orderReference: Text70
    invoiceRows: Required[list[RowForm]]
    vatStatus: Id
    originalInvoiceNumber: Text40
    deliveryMethod: Delivery
    deliveryInstructions: Annotated[str, Field(max_length=255)]
    invoiceChannel: Required[Channel]
    penaltyPercent: Number
    language: Language
    additionalInformation: Text10000
    notes: Text10000
    factoringContractId: Id
    factoringText: str
    isOffer: bool
    orderNumber: str
    agreementNumber: str
    accountingCode: str
    deliverySite: str
    tenderReference: str
    buyerReferenceIdentifier: Text70
    sellerReferenceIdentifier: Text70


FORM: Final = TypeAdapter(InvoiceForm)


def shape_faults(body: object) -> tuple[Path, ...]:
    """Where the body is not what the API document describes; ``body`` is as the strict reader gives it."""
    try:
        FORM.validate_python(body)
    except ValidationError as error:
        return tuple(_path(one["loc"]) for one in error.errors(include_url=False, include_input=False))
    return ()


def _path(location: tuple[int | str, ...]) -> Path:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).removeprefix(".")
