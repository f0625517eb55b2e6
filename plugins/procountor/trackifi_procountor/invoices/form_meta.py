"""What tells whose file it is, checked by the API document before it leaves (Procountor API 26.04, Attachment)."""

from typing import (
    Annotated,
    Final,
    Literal,
    Required,  # typing's own are refused by pydantic before Python 3.12
)

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config
from typing_extensions import TypedDict

from trackifi_procountor.invoices.form import Path

Owner = Literal[
    "BANKSTATEMENTEVENT", "COST_RECEIPT", "CUSTOMER_BUSINESS_PARTNER_REGISTER", "EMPLOYEE_INFO", "ENVIRONMENT",
    "FINANCIAL_STATEMENT", "INVOICE", "INVOICEDRAFT_ITEM", "LEDGERRECEIPT", "NETS_COLLECTION",
    "PERSON_BUSINESS_PARTNER_REGISTER", "PURCHASE_PRODUCT_REGISTER", "REFERENCE_PAYMENT", "SALES_PRODUCT_REGISTER",
    "SUPPLIER_BUSINESS_PARTNER_REGISTER",
]  # fmt: skip


@with_config(ConfigDict(strict=True, extra="forbid"))
class MetaForm(TypedDict, total=False):
    """The fields that a new attachment may have: the body's first part."""

    name: Required[Annotated[str, Field(min_length=1)]]
    referenceType: Required[Owner]
    referenceId: Required[Annotated[int, Field(ge=-(2**31), lt=2**31)]]
    mimeType: str
    sendWithInvoice: Required[bool]


META: Final = TypeAdapter(MetaForm)


def meta_shape_faults(meta: object) -> tuple[Path, ...]:
    """The fields that are not what the document describes, missing ones included."""
    try:
        META.validate_python(meta)
    except ValidationError as error:
        return tuple(str(one["loc"][0]) for one in error.errors(include_url=False, include_input=False) if one["loc"])
    return ()
