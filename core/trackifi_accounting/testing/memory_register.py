"""Doubles of the repositories of what was imported: partners and products."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from trackifi_accounting.domain.links import Link
from trackifi_accounting.domain.partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.products import Product
from trackifi_accounting.domain.references import PartnerId, ProductId, ProviderName
from trackifi_accounting.ports.repositories import LinkFilter, PartnerQuery, Partners, Products
from trackifi_accounting.testing.memory_rows import Rows

Key = TypeVar("Key")
Record = TypeVar("Record", BusinessPartner, Product)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported(Generic[Record]):
    """A record with when it was last seen."""

    record: Record
    seen_at: datetime
    gone: bool = False


PartnerRows = Rows[tuple[ProviderName, PartnerId], Imported[BusinessPartner]]
ProductRows = Rows[tuple[ProviderName, ProductId], Imported[Product]]
LinkRows = Rows[tuple[ProviderName, PartnerId], Link]


class MemoryPartners(Partners):
    """One company's partners."""

    def __init__(self, rows: PartnerRows, links: LinkRows) -> None:
        self._rows = rows
        self._links = links

    def upsert(self, provider: ProviderName, partners: Iterable[BusinessPartner], *, seen_at: datetime) -> int:
        total = 0
        for total, partner in enumerate(partners, start=1):  # noqa: B007 - it is the result
            self._rows.put((provider, partner.id), Imported(record=partner, seen_at=seen_at))
        return total

    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        return _mark_unseen_gone(self._rows, provider, before)

    def get(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        rows = {partner: self._rows.get((provider, partner)) for partner in ids}
        return {partner: row.record for partner, row in rows.items() if row and not row.gone}

    def every(self, provider: ProviderName, role: PartnerRole) -> Iterator[BusinessPartner]:
        here = (row.record for (owner, _), row in self._rows.items() if owner == provider and not row.gone)
        current = (partner for partner in here if partner.active and partner.role is role)
        return iter(sorted(current, key=lambda partner: partner.id))

    def page(self, provider: ProviderName, query: PartnerQuery) -> Sequence[BusinessPartner]:
        asked = sorted(self._asked(provider, query), key=lambda partner: (partner.name.casefold(), partner.id))
        return asked[query.offset : query.offset + query.limit]

    def count(self, provider: ProviderName, query: PartnerQuery) -> int:
        return sum(1 for _ in self._asked(provider, query))

    def _asked(self, provider: ProviderName, query: PartnerQuery) -> Iterator[BusinessPartner]:
        for (owner, identity), row in self._rows.items():
            link = self._links.get((provider, identity))
            current = not row.gone and (row.record.active or query.inactive)
            if owner == provider and (current or link) and _fits(row.record, link, query):
                yield row.record


def _fits(partner: BusinessPartner, link: Link | None, query: PartnerQuery) -> bool:
    part = query.text.casefold()
    named = part in partner.name.casefold() or part in (partner.business_id or "").casefold()
    state = LinkFilter.UNLINKED if link is None else LinkFilter.STALE if link.stale else LinkFilter.LINKED
    return named and query.role in {None, partner.role} and query.linked in {LinkFilter.ALL, state}


class MemoryProducts(Products):
    """One company's products."""

    def __init__(self, rows: ProductRows) -> None:
        self._rows = rows

    def upsert(self, provider: ProviderName, products: Iterable[Product], *, seen_at: datetime) -> int:
        total = 0
        for total, product in enumerate(products, start=1):  # noqa: B007 - it is the result
            self._rows.put((provider, product.id), Imported(record=product, seen_at=seen_at))
        return total

    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        return _mark_unseen_gone(self._rows, provider, before)

    def get(self, provider: ProviderName, product: ProductId) -> Product | None:
        row = self._rows.get((provider, product))
        return row.record if row and not row.gone else None

    def page(self, provider: ProviderName, *, limit: int = 100, offset: int = 0) -> Sequence[Product]:
        here = (row.record for (owner, _), row in self._rows.items() if owner == provider and not row.gone)
        active = sorted((one for one in here if one.active), key=lambda one: (one.name.casefold(), one.id))
        return active[offset : offset + limit]

    def count(self, provider: ProviderName) -> int:
        return len(self.page(provider, limit=len(self._rows)))


def _mark_unseen_gone(rows: Rows[tuple[ProviderName, Key], Imported[Record]], provider: str, before: datetime) -> int:
    unseen = [key for key, row in rows.items() if key[0] == provider and not row.gone and row.seen_at < before]
    for key in unseen:
        rows.put(key, replace(rows[key], gone=True))
    return len(unseen)
