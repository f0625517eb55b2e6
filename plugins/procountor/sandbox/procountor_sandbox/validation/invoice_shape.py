"""The shape of an invoice (Procountor API 26.04, Invoice); what depends on several fields is elsewhere."""

from decimal import Decimal

from procountor_sandbox.validation import words
from procountor_sandbox.validation.shapes import (
    Anything,
    ArrayOf,
    Choice,
    Day,
    Flag,
    Number,
    Record,
    Shape,
    Text,
)

QUANTITY_SCALE = 6
PRICE_SCALE = 4
PERCENT_SCALE = 4

_HUNDRED = Decimal(100)
_WHOLE = Number(whole=True)
_FREE = Text()
_NAME = Text(longest=80)


def _address(*required: str) -> Record:
    fields: dict[str, Shape] = {
        "name": _NAME,
        "specifier": _NAME,
        "street": _NAME,
        "zip": Text(longest=20),
        "city": Text(longest=40),
        "country": Choice(words.COUNTRIES),
        "subdivision": Text(longest=35),
    }
    return Record(fields=fields, required=required)


_BANK_ACCOUNT = Record(fields={"accountNumber": _FREE, "bic": _FREE})

_COUNTERPARTY = Record(
    fields={
        "contactPersonName": Text(longest=70),
        "identifier": _FREE,
        "taxCode": _FREE,
        "customerNumber": _FREE,
        "email": _FREE,
        "bccAddresses": ArrayOf(item=_FREE),
        "counterPartyAddress": _address("name"),
        "bankAccount": _BANK_ACCOUNT,
        "einvoiceAddress": Record(fields={"operator": _FREE, "address": _FREE, "ediId": _FREE}),
    },
    required=("counterPartyAddress",),
)

_CASH_DISCOUNT = Record(
    fields={
        "optionList": ArrayOf(
            item=Record(
                fields={
                    "numberOfDays": Number(most=Decimal(999)),
                    "discountPercentage": Number(most=Decimal("99.99")),
                }
            )
        ),
        "cashDiscountsTermType": Choice(("FROM_END_OF_MONTH", "FROM_INV_DATE")),
    }
)

_PAYMENT = Record(
    fields={
        "paymentMethod": Choice(words.PAYMENT_METHODS),
        "currency": Choice(words.CURRENCIES),
        "bankAccount": _BANK_ACCOUNT,
        "dueDate": Day(),
        "newDueDate": Day(),
        "currencyRate": Number(least=Decimal(0), most=Decimal(1_000_000)),
        "paymentTermPercentage": Number(),
        "cashDiscount": _CASH_DISCOUNT,
        "bankReferenceCode": _FREE,
        "bankReferenceCodeType": Choice(words.REFERENCE_TYPES),
        "clearingCode": Text(longest=50),
    },
    required=("paymentMethod", "currency", "dueDate", "currencyRate"),
)


def row_shape(*, rounds: bool) -> Record:
    """A row; ``rounds`` lets surplus decimals pass, to be rounded when saved."""
    return Record(
        fields={
            "id": Anything(),
            "productId": _WHOLE,
            "product": Text(shortest=1),
            "productCode": _FREE,
            "quantity": Number(scale=QUANTITY_SCALE, rounds=rounds),
            "unit": Choice(words.UNITS),
            "unitPrice": Number(scale=PRICE_SCALE, rounds=rounds),
            "discountPercent": Number(least=Decimal(0), most=_HUNDRED, scale=PERCENT_SCALE, rounds=rounds),
            "vatPercent": Number(least=Decimal(0), most=_HUNDRED),
            "vatStatus": _WHOLE,
            "comment": Text(longest=512),
            "startDate": Day(),
            "endDate": Day(),
            "headerText": Text(longest=512),
            "explanationText": Text(longest=512),
        },
        required=("product", "quantity", "unit", "unitPrice", "discountPercent", "vatPercent"),
    )


_CHECKER = Record(fields={"userId": _WHOLE, "eventPerformed": Day()}, required=("userId",))
_APPROVAL = Record(fields={"acceptors": ArrayOf(item=_CHECKER), "verifiers": ArrayOf(item=_CHECKER)})
_TRAVEL = Record(
    fields={
        "departure": Text(longest=40),
        "arrival": Text(longest=40),
        "places": Text(longest=255),
        "purpose": Text(longest=255),
    }
)
READ_ONLY = (
    "id", "status", "paymentDate", "invoiceNumber", "ledgerReceiptId", "sum", "attachments", "version",
    "invoiceSumInfo", "creatorId", "invoiceOperatorInfo",
)  # fmt: skip
"""Sent back by clients that repeat what they read; nothing comes of them."""
REQUIRED = (
    "type", "date", "counterParty", "paymentInfo", "extraInfo", "discountPercent", "invoiceRows", "invoiceChannel",
)  # fmt: skip


_REFERENCES: dict[str, Shape] = {
    **dict.fromkeys(("orderNumber", "agreementNumber", "accountingCode", "deliverySite", "tenderReference"), _FREE),
    "orderReference": Text(longest=70),
    "originalInvoiceNumber": Text(longest=40),
    "buyerReferenceIdentifier": Text(longest=70),
    "sellerReferenceIdentifier": Text(longest=70),
    "additionalInformation": Text(longest=10_000),
    "notes": Text(longest=10_000),
    "factoringContractId": _WHOLE,
    "factoringText": _FREE,
    "invoiceTemplateId": _WHOLE,
}
_DELIVERY: dict[str, Shape] = {
    "deliveryAddress": _address(),
    "deliveryTermsInfo": Record(fields={"name": _FREE, "municipality": _FREE}),
    "deliveryStartDate": Day(),
    "deliveryEndDate": Day(),
    "deliveryMethod": Choice(words.DELIVERY_METHODS),
    "deliveryInstructions": Text(longest=255),
}
_HEAD: dict[str, Shape] = {
    "partnerId": _WHOLE,
    "type": Choice(words.INVOICE_TYPES),
    "status": Choice(words.STATUSES),
    "date": Day(),
    "counterParty": _COUNTERPARTY,
    "billingAddress": _address(),
    "paymentInfo": _PAYMENT,
    "extraInfo": Record(
        fields={"accountingByRow": Flag(), "unitPricesIncludeVat": Flag()},
        required=("accountingByRow", "unitPricesIncludeVat"),
    ),
    "vatStatus": _WHOLE,
    "vatCountry": Choice(words.COUNTRIES),
    "invoiceChannel": Choice(words.CHANNELS),
    "language": Choice(words.LANGUAGES),
    "travelInformationItems": ArrayOf(item=_TRAVEL),
    "invoiceApprovalInformation": _APPROVAL,
    "isOffer": Flag(),
}


def invoice_shape(*, rounds: bool) -> Record:
    """The whole invoice; ``rounds`` lets surplus decimals pass, to be rounded when saved."""
    numbers: dict[str, Shape] = {
        "discountPercent": Number(least=Decimal(0), most=_HUNDRED, scale=PERCENT_SCALE, rounds=rounds),
        "penaltyPercent": Number(scale=2, rounds=rounds),
        "invoiceRows": ArrayOf(item=row_shape(rounds=rounds)),
    }
    read_only: dict[str, Shape] = dict.fromkeys(READ_ONLY, Anything())
    return Record(fields=read_only | _HEAD | _DELIVERY | _REFERENCES | numbers, required=REQUIRED)
