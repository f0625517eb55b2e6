"""Doubles of the repositories of what was imported: partners and products."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Generic, TypeVar

from trackifi_accounting.domain.matching.suggestions import Suggestion
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.values.references import PartnerId, ProductId, ProviderName
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery, Partners
from trackifi_accounting.ports.repositories.products import Products
from trackifi_accounting.testing.doubles.store.rows import Rows

Key = TypeVar("Key")
Record = TypeVar("Record", BusinessPartner, Product)


@dataclass(frozen=True, slots=True, kw_only=True)
class MemoryRecord(Generic[Record]):
    """A record with when it was last seen, and when it last differed from what it was."""

    record: Record
    seen_at: datetime
    changed_at: datetime
    gone: bool = False


PartnerRows = Rows[tuple[ProviderName, PartnerId], MemoryRecord[BusinessPartner]]
ProductRows = Rows[tuple[ProviderName, ProductId], MemoryRecord[Product]]
LinkRows = Rows[tuple[ProviderName, PartnerId], Link]
SuggestionRows = Rows[tuple[ProviderName, PartnerId], tuple[PartyKind, Suggestion]]


class MemoryPartners(Partners):
    """One company's partners."""

    def __init__(self, rows: PartnerRows, links: LinkRows, suggestions: SuggestionRows) -> None:
        self._rows = rows
        self._links = links
        self._suggestions = suggestions

    def upsert(self, provider: ProviderName, partners: Iterable[BusinessPartner], *, seen_at: datetime) -> int:
        total = 0
        for total, partner in enumerate(partners, start=1):  # noqa: B007 - it is the result
            _put(self._rows, (provider, partner.id), partner, seen_at)
        return total

    def mark_unseen_gone(
        self, provider: ProviderName, *, before: datetime, roles: Collection[PartnerRole] = tuple(PartnerRole)
    ) -> int:
        return _mark_unseen_gone(self._rows, provider, before, lambda partner: partner.role in roles)

    def mark_changed(self, provider: ProviderName, partners: Collection[PartnerId], *, at: datetime) -> None:
        for partner in partners:
            if row := self._rows.get((provider, partner)):
                self._rows.put((provider, partner), replace(row, changed_at=at))

    def changed(self, provider: ProviderName, role: PartnerRole, *, since: datetime) -> Sequence[PartnerId]:
        rows = ((identity, row) for (owner, identity), row in self._rows.items() if owner == provider)
        return [identity for identity, row in rows if row.record.role is role and row.changed_at >= since]

    def get(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        rows = {partner: self._rows.get((provider, partner)) for partner in ids}
        return {partner: row.record for partner, row in rows.items() if row and not row.gone}

    def ever(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        rows = {partner: self._rows.get((provider, partner)) for partner in ids}
        return {partner: row.record for partner, row in rows.items() if row}

    def alike(self, provider: ProviderName, partners: Collection[BusinessPartner]) -> Sequence[BusinessPartner]:
        names = {one.name.casefold() for one in partners}
        ids = {one.business_id for one in partners if one.business_id}
        every = (one for role in PartnerRole for one in self.every(provider, role))
        return [one for one in every if one.name.casefold() in names or one.business_id in ids]

    def every(
        self, provider: ProviderName, role: PartnerRole, *, after: PartnerId | None = None, limit: int | None = None
    ) -> Iterator[BusinessPartner]:
        here = (row.record for (owner, _), row in self._rows.items() if owner == provider and not row.gone)
        current = (partner for partner in here if partner.active and partner.role is role)
        later = (partner for partner in current if after is None or partner.id > after)
        return islice(sorted(later, key=lambda partner: partner.id), limit)

    def page(self, provider: ProviderName, query: PartnerQuery) -> Sequence[BusinessPartner]:
        asked = sorted(self._asked(provider, query), key=lambda partner: (partner.name.casefold(), partner.id))
        return asked[query.offset : query.offset + query.limit]

    def count(self, provider: ProviderName, query: PartnerQuery) -> int:
        return sum(1 for _ in self._asked(provider, query))

    def _asked(self, provider: ProviderName, query: PartnerQuery) -> Iterator[BusinessPartner]:
        for (owner, identity), row in self._rows.items():
            link = self._links.get((provider, identity))
            current = not row.gone and (row.record.active or query.inactive)
            if owner == provider and (current or link) and _fits(row.record, query):
                states = _states(link, suggested=(provider, identity) in self._suggestions)
                if query.linked in states:
                    yield row.record


def _fits(partner: BusinessPartner, query: PartnerQuery) -> bool:
    part = query.text.casefold()
    named = part in partner.name.casefold() or part in (partner.business_id or "").casefold()
    return named and query.role in {None, partner.role}


def _states(link: Link | None, *, suggested: bool) -> set[LinkFilter]:
    if link:
        return {LinkFilter.ALL, LinkFilter.STALE if link.stale else LinkFilter.LINKED}
    return {LinkFilter.ALL, LinkFilter.UNLINKED} | ({LinkFilter.SUGGESTED} if suggested else set())


class MemoryProducts(Products):
    """One company's products."""

    def __init__(self, rows: ProductRows) -> None:
        self._rows = rows

    def upsert(self, provider: ProviderName, products: Iterable[Product], *, seen_at: datetime) -> int:
        total = 0
        for total, product in enumerate(products, start=1):  # noqa: B007 - it is the result
            _put(self._rows, (provider, product.id), product, seen_at)
        return total

    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        return _mark_unseen_gone(self._rows, provider, before, lambda _: True)

    def get(self, provider: ProviderName, product: ProductId) -> Product | None:
        row = self._rows.get((provider, product))
        return row.record if row and not row.gone else None

    def ever(self, provider: ProviderName, ids: Collection[ProductId]) -> dict[ProductId, Product]:
        rows = {product: self._rows.get((provider, product)) for product in ids}
        return {product: row.record for product, row in rows.items() if row}

    def page(self, provider: ProviderName, *, limit: int = 100, offset: int = 0) -> Sequence[Product]:
        here = (row.record for (owner, _), row in self._rows.items() if owner == provider and not row.gone)
        active = sorted((one for one in here if one.active), key=lambda one: (one.name.casefold(), one.id))
        return active[offset : offset + limit]

    def count(self, provider: ProviderName) -> int:
        return len(self.page(provider, limit=len(self._rows)))


def _put(
    rows: Rows[tuple[ProviderName, Key], MemoryRecord[Record]],
    key: tuple[ProviderName, Key],
    record: Record,
    seen_at: datetime,
) -> None:
    before = rows.get(key)
    same = before is not None and before.record == record and not before.gone
    changed_at = before.changed_at if before and same else seen_at
    rows.put(key, MemoryRecord(record=record, seen_at=seen_at, changed_at=changed_at))


def _mark_unseen_gone(
    rows: Rows[tuple[ProviderName, Key], MemoryRecord[Record]],
    provider: str,
    before: datetime,
    counts: Callable[[Record], bool],
) -> int:
    here = ((key, row) for key, row in rows.items() if key[0] == provider and counts(row.record))
    unseen = [key for key, row in here if not row.gone and row.seen_at < before]
    for key in unseen:
        rows.put(key, replace(rows[key], gone=True, changed_at=before))
    return len(unseen)
