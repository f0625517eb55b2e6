"""Products, to be offered for a company's invoices or a line (Procountor API 26.04, GET /products)."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Final

from pydantic import TypeAdapter
from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.domain.partners.products import Product, ProductSide
from trackifi_accounting.domain.values.references import ProductId
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes.local_time import to_procountor
from trackifi_procountor.session.answers import AnswerPart, MetaAnswer
from trackifi_procountor.session.api import Api, parsed, reading
from trackifi_procountor.session.paging import SIZE, Cursor

SIDES: Final = {"SALES": ProductSide.SALES, "PURCHASE": ProductSide.PURCHASE}


class ProductAnswer(AnswerPart):
    """Product; travel products and what a broken row lacks make it unusable, not the page."""

    id: int
    type: str | None = None
    name: str | None = None
    code: str | None = None
    unit: str | None = None
    price: Decimal | None = None
    vat: Decimal | None = None
    active: bool | None = None
    currency: str | None = None


class ProductsAnswer(AnswerPart):
    """GET /products."""

    results: list[ProductAnswer]
    meta: MetaAnswer | None = None


_PRODUCTS: Final = TypeAdapter(ProductsAnswer)


def products(api: Api, *, changed_since: datetime | None) -> Iterator[Product]:
    """Read sales and purchase products, inactive ones too. There is no page number here: only the last id counts."""
    since = () if changed_since is None else (("versionStartDate", to_procountor(changed_since)),)
    cursor = Cursor()
    while not cursor.done:
        query = (("orderById", "ASC"), ("size", str(SIZE)), ("previousId", str(cursor.last)), *since)
        answer = api.get("/products", *query, priority=Priority.IMPORT, needs=Capability.READ_PRODUCTS)
        page = parsed(_PRODUCTS, answer, reading("/products"))
        rows = page.results
        fresh = cursor.fresh([row.id for row in rows], page_size=page.meta.page_size if page.meta else None)
        yield from (one for row in rows if row.id in fresh and (one := product_from(row)) is not None)


def product_from(answer: ProductAnswer) -> Product | None:
    """The product, or None for a travel product, an unknown type or one without a name."""
    side = SIDES.get(answer.type or "")
    name = (answer.name or "").strip()
    if side is None or not name:
        return None
    return Product(
        id=ProductId(str(answer.id)),
        side=side,
        name=name,
        code=answer.code or None,
        unit=answer.unit,
        price=answer.price,
        currency=answer.currency,
        vat_rate=answer.vat,
        active=answer.active is not False,
    )
