"""Imported business partners in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, update
from sqlmodel import col, select
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, ProviderName
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery, Partners

from trackifi_accounting_adapters.database.sql.bodies import PARTNER
from trackifi_accounting_adapters.database.sql.folding import fold, mentions
from trackifi_accounting_adapters.database.sql.prepared import SOME, prepared, values_of
from trackifi_accounting_adapters.database.sql.statements import table_of, write_many
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.suggestions import SuggestionRow
from trackifi_accounting_adapters.database.tables.tables import LinkRow, PartnerRow

_EVER = prepared(PartnerRow, "body", where=("company_id", "provider"), among="partner_id")
_SOME = _EVER.where(~table_of(PartnerRow).c.gone)

MOST_ALIKE = 500
"""Rows read for one name or business id that very many partners have."""


class SqlPartners(Partners):
    """One company's partners."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def upsert(self, provider: ProviderName, partners: Iterable[BusinessPartner], *, seen_at: datetime) -> int:
        fixed = {"company_id": self._company, "provider": provider, "gone": False, "seen_at": seen_at}
        fixed["changed_at"] = seen_at
        return write_many(self._transaction.connection, PartnerRow, map(_columns, partners), fixed=fixed)

    def mark_unseen_gone(
        self, provider: ProviderName, *, before: datetime, roles: Collection[PartnerRole] = tuple(PartnerRole)
    ) -> int:
        here = (*self._mine(provider), ~col(PartnerRow.gone), col(PartnerRow.role).in_(roles))
        unseen = and_(*here, col(PartnerRow.seen_at) < before)
        gone = update(PartnerRow).where(unseen).values(gone=True, changed_at=before)
        return self._transaction.connection.execute(gone).rowcount

    def mark_changed(self, provider: ProviderName, partners: Collection[PartnerId], *, at: datetime) -> None:
        for some in chunks(partners):
            these = and_(*self._mine(provider), col(PartnerRow.partner_id).in_(some))
            self._transaction.connection.execute(update(PartnerRow).where(these).values(changed_at=at))

    def changed(self, provider: ProviderName, role: PartnerRole, *, since: datetime) -> Sequence[PartnerId]:
        later = (col(PartnerRow.role) == role, col(PartnerRow.changed_at) >= since)
        query = select(PartnerRow.partner_id).where(*self._mine(provider), *later)
        return [PartnerId(partner) for partner in self._transaction.exec(query)]

    def get(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        return self._read(_SOME, provider, ids)

    def ever(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        return self._read(_EVER, provider, ids)

    def alike(self, provider: ProviderName, partners: Collection[BusinessPartner]) -> Sequence[BusinessPartner]:
        names = (col(PartnerRow.folded_name), {fold(one.name) for one in partners})
        numbers = (col(PartnerRow.business_id), {one.business_id for one in partners if one.business_id})
        found: dict[PartnerId, BusinessPartner] = {}
        for column, values in (one for one in (names, numbers) if one[1]):
            query = select(PartnerRow.body).where(*self._mine(provider), column.in_(values))
            query = query.where(col(PartnerRow.active), ~col(PartnerRow.gone)).limit(MOST_ALIKE)
            found |= {partner.id: partner for partner in map(PARTNER.read, self._transaction.exec(query))}
        return list(found.values())

    def every(
        self, provider: ProviderName, role: PartnerRole, *, after: PartnerId | None = None, limit: int | None = None
    ) -> Iterator[BusinessPartner]:
        current = (col(PartnerRow.role) == role, col(PartnerRow.active), ~col(PartnerRow.gone))
        query = select(PartnerRow.body).where(*self._mine(provider), *current).order_by(col(PartnerRow.partner_id))
        if after is not None:
            query = query.where(col(PartnerRow.partner_id) > after)
        query = query.limit(limit)
        return map(PARTNER.read, self._transaction.exec(query.execution_options(yield_per=1000)))

    def page(self, provider: ProviderName, query: PartnerQuery) -> Sequence[BusinessPartner]:
        rows = select(PartnerRow.body).where(*self._asked(provider, query))
        rows = rows.order_by(col(PartnerRow.folded_name), col(PartnerRow.partner_id))
        return [PARTNER.read(body) for body in self._transaction.exec(rows.limit(query.limit).offset(query.offset))]

    def count(self, provider: ProviderName, query: PartnerQuery) -> int:
        return self._transaction.exec(
            select(func.count()).select_from(PartnerRow).where(*self._asked(provider, query))
        ).one()

    def _read(
        self, query: Select[Any], provider: ProviderName, ids: Collection[PartnerId]
    ) -> dict[PartnerId, BusinessPartner]:
        found: dict[PartnerId, BusinessPartner] = {}
        for some in chunks(ids):
            which = {**values_of(self._company, provider=provider), SOME: some}
            bodies = self._transaction.execute(query, which).scalars()
            found |= {partner.id: partner for partner in map(PARTNER.read, bodies)}
        return found

    def _mine(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(PartnerRow.company_id) == self._company, col(PartnerRow.provider) == provider)

    def _asked(self, provider: ProviderName, query: PartnerQuery) -> Iterator[ColumnElement[bool]]:
        yield from self._mine(provider)
        current = and_(~col(PartnerRow.gone), or_(col(PartnerRow.active), literal(query.inactive)))
        yield or_(current, _linked())
        if query.role is not None:
            yield col(PartnerRow.role) == query.role
        if query.text:
            yield mentions(query.text, name=col(PartnerRow.folded_name), business_id=col(PartnerRow.business_id))
        if (wanted := _linked_as(query.linked)) is not None:
            yield wanted


def _columns(partner: BusinessPartner) -> dict[str, Any]:
    return {
        "partner_id": partner.id,
        "role": partner.role.value,
        "folded_name": fold(partner.name),
        "business_id": partner.business_id,
        "active": partner.active,
        "body": PARTNER.write(partner),
    }


def _linked(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return _beside(LinkRow, *more)


def _beside(row: type[LinkRow | SuggestionRow], *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        col(row.company_id) == col(PartnerRow.company_id),
        col(row.provider) == col(PartnerRow.provider),
        col(row.partner_id) == col(PartnerRow.partner_id),
        *more,
    )


def _linked_as(wanted: LinkFilter) -> ColumnElement[bool] | None:
    match wanted:
        case LinkFilter.UNLINKED:
            return ~_linked()
        case LinkFilter.SUGGESTED:
            # On PostgreSQL a link saved at the same instant may leave its suggestion there until the next matching.
            return and_(_beside(SuggestionRow), ~_linked())
        case LinkFilter.LINKED:
            return _linked(col(LinkRow.stale).is_(None))
        case LinkFilter.STALE:
            return _linked(col(LinkRow.stale).is_not(None))
    return None
