"""Products as the provider holds them: imported, never written."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import ProductId


class ProductSide(StrEnum):
    """The side of a product: for invoices that the company sends, or receives."""

    SALES = "sales"
    PURCHASE = "purchase"


SIDE_OF: Final[Mapping[PartyKind, ProductSide]] = {
    PartyKind.CUSTOMER: ProductSide.SALES,
    PartyKind.FREELANCER: ProductSide.PURCHASE,
}
"""The products that fit an invoice's lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """A product at the provider. ``price`` is for one ``unit``, in ``currency``; ``vat_rate`` is in per cent."""

    id: ProductId
    side: ProductSide
    name: str
    code: str | None = None
    unit: str | None = None
    price: Decimal | None = None
    currency: str | None = None
    vat_rate: Decimal | None = None
    active: bool = True


def fits(product: Product, kind: PartyKind) -> bool:
    """Whether the product is meant for invoices of this kind."""
    return product.side is SIDE_OF[kind]


def fault_of(product: Product | None, kind: PartyKind) -> str | None:
    """Problem code of a product that can't be on an invoice of this kind, or None; ``product`` None: it is gone."""
    if product is None:
        return "product_gone"
    if not fits(product, kind):
        return "product_other_side"
    return None if product.active else "product_inactive"
