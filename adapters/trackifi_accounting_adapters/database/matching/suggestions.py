"""Suggestions in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Iterator, Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, func, or_
from sqlmodel import col, select
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.repositories.suggestions import Suggestions

from trackifi_accounting_adapters.database.sql.bodies import SUGGESTION
from trackifi_accounting_adapters.database.sql.statements import write_many
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.suggestions import SuggestionRow
from trackifi_accounting_adapters.database.tables.tables import LinkRow, RejectionRow


class SqlSuggestions(Suggestions):
    """One company's suggestions."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def replace(
        self,
        provider: ProviderName,
        kind: PartyKind,
        suggestions: Iterable[Suggestion],
        *,
        partners: Collection[PartnerId],
    ) -> None:
        for some in chunks(partners):
            theirs = and_(*self._mine(provider), col(SuggestionRow.partner_id).in_(some))
            self._transaction.execute(delete(SuggestionRow).where(theirs))
        fixed = {"company_id": self._company, "provider": provider, "kind": kind.value}
        for many in chunks(suggestions):
            write_many(self._transaction.connection, SuggestionRow, map(_columns, many), fixed=fixed)
            theirs = and_(*self._mine(provider), col(SuggestionRow.partner_id).in_([one.left_id for one in many]))
            # Somebody may have saved or rejected it while it was being found.
            self._transaction.execute(delete(SuggestionRow).where(theirs, or_(*_decided())))

    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Suggestion]:
        found: dict[PartnerId, Suggestion] = {}
        for some in chunks(partners):
            query = select(SuggestionRow.body).where(*self._mine(provider), col(SuggestionRow.partner_id).in_(some))
            found |= {PartnerId(one.left_id): one for one in map(SUGGESTION.read, self._transaction.exec(query))}
        return found

    def partners_of(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> set[PartnerId]:
        found: set[PartnerId] = set()
        for some in chunks(parties):
            of_these = (col(SuggestionRow.kind) == kind, col(SuggestionRow.party_id).in_(some))
            query = select(SuggestionRow.partner_id).where(*self._mine(provider), *of_these)
            found.update(map(PartnerId, self._transaction.exec(query)))
        return found

    def page(
        self, provider: ProviderName, kind: PartyKind, *, limit: int = 100, offset: int = 0
    ) -> Sequence[Suggestion]:
        query = select(SuggestionRow.body).where(*self._mine(provider), col(SuggestionRow.kind) == kind)
        query = query.order_by(col(SuggestionRow.partner_id)).limit(limit).offset(offset)
        return [SUGGESTION.read(body) for body in self._transaction.exec(query)]

    def count(self, provider: ProviderName) -> dict[Band, int]:
        query = select(SuggestionRow.band, func.count()).where(*self._mine(provider))
        return {Band(band): many for band, many in self._transaction.exec(query.group_by(col(SuggestionRow.band)))}

    def _mine(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(SuggestionRow.company_id) == self._company, col(SuggestionRow.provider) == provider)


def _columns(suggestion: Suggestion) -> dict[str, str]:
    return {
        "partner_id": suggestion.left_id,
        "party_id": suggestion.right_id,
        "band": suggestion.band.value,
        "body": SUGGESTION.write(suggestion),
    }


def _decided() -> Iterator[ColumnElement[bool]]:
    of_partner = col(LinkRow.partner_id) == col(SuggestionRow.partner_id)
    of_party = and_(col(LinkRow.kind) == col(SuggestionRow.kind), col(LinkRow.party_id) == col(SuggestionRow.party_id))
    for same in (of_partner, of_party):
        yield exists().where(*_beside(LinkRow), same)
    pair = (
        col(RejectionRow.partner_id) == col(SuggestionRow.partner_id),
        col(RejectionRow.party_id) == col(SuggestionRow.party_id),
    )
    yield exists().where(*_beside(RejectionRow), *pair)


def _beside(row: type[LinkRow | RejectionRow]) -> tuple[ColumnElement[bool], ...]:
    same_company = col(row.company_id) == col(SuggestionRow.company_id)
    return (same_company, col(row.provider) == col(SuggestionRow.provider))
