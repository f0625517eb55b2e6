"""Imported products in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, update
from sqlmodel import col, select
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, ProductId, ProviderName
from trackifi_accounting.ports.repositories.products import Products

from trackifi_accounting_adapters.database.sql.bodies import PRODUCT
from trackifi_accounting_adapters.database.sql.folding import fold
from trackifi_accounting_adapters.database.sql.prepared import SOME, prepared, values_of
from trackifi_accounting_adapters.database.sql.statements import table_of, write_many
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.tables import ProductRow

_EVER = prepared(ProductRow, "body", where=("company_id", "provider"), among="product_id")
_HERE = _EVER.where(~table_of(ProductRow).c.gone)


class SqlProducts(Products):
    """One company's products."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def upsert(self, provider: ProviderName, products: Iterable[Product], *, seen_at: datetime) -> int:
        fixed = {"company_id": self._company, "provider": provider, "gone": False, "seen_at": seen_at}
        return write_many(self._transaction.connection, ProductRow, map(_columns, products), fixed=fixed)

    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        unseen = (*self._here(provider), col(ProductRow.seen_at) < before)
        return self._transaction.connection.execute(update(ProductRow).where(*unseen).values(gone=True)).rowcount

    def get(self, provider: ProviderName, product: ProductId) -> Product | None:
        place = {**values_of(self._company, provider=provider), SOME: [product]}
        body = self._transaction.execute(_HERE, place).scalar()
        return None if body is None else PRODUCT.read(body)

    def ever(self, provider: ProviderName, ids: Collection[ProductId]) -> dict[ProductId, Product]:
        found: dict[ProductId, Product] = {}
        for some in chunks(ids):
            place = {**values_of(self._company, provider=provider), SOME: some}
            bodies = self._transaction.execute(_EVER, place).scalars()
            found |= {product.id: product for product in map(PRODUCT.read, bodies)}
        return found

    def page(self, provider: ProviderName, *, limit: int = 100, offset: int = 0) -> Sequence[Product]:
        query = select(ProductRow.body).where(*self._here(provider), col(ProductRow.active))
        query = query.order_by(col(ProductRow.folded_name), col(ProductRow.product_id))
        return [PRODUCT.read(body) for body in self._transaction.exec(query.limit(limit).offset(offset))]

    def count(self, provider: ProviderName) -> int:
        query = select(func.count()).select_from(ProductRow)
        return self._transaction.exec(query.where(*self._here(provider), col(ProductRow.active))).one()

    def _here(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (*self._mine(provider), ~col(ProductRow.gone))

    def _mine(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(ProductRow.company_id) == self._company, col(ProductRow.provider) == provider)


def _columns(product: Product) -> dict[str, Any]:
    return {
        "product_id": product.id,
        "folded_name": fold(product.name),
        "active": product.active,
        "body": PRODUCT.write(product),
    }
