"""Saved links and rejected pairs in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext

from sqlalchemy import ColumnElement, Connection, and_, delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.repositories.links import Links

from trackifi_accounting_adapters.database.sql.bodies import LINK
from trackifi_accounting_adapters.database.sql.prepared import SOME, prepared, values_of
from trackifi_accounting_adapters.database.sql.statements import insert_or_ignore, insert_or_replace
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.suggestions import SuggestionRow
from trackifi_accounting_adapters.database.tables.tables import LinkRow, RejectionRow

_KIND = ("company_id", "provider", "kind")
_OF_PARTY = prepared(LinkRow, "body", where=(*_KIND, "party_id"))
_OF_PARTIES = prepared(LinkRow, "body", where=_KIND, among="party_id")


class SqlLinks(Links):
    """One company's links."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def of_party(self, provider: ProviderName, kind: PartyKind, party: PartyId) -> Link | None:
        place = values_of(self._company, provider=provider, kind=kind, party_id=party)
        body = self._transaction.execute(_OF_PARTY, place).scalar()
        return None if body is None else LINK.read(body)

    def of_parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Link]:
        found: dict[PartyId, Link] = {}
        for some in chunks(parties):
            place = {**values_of(self._company, provider=provider, kind=kind), SOME: some}
            bodies = self._transaction.execute(_OF_PARTIES, place).scalars()
            found |= {link.party: link for link in map(LINK.read, bodies)}
        return found

    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Link]:
        found: dict[PartnerId, Link] = {}
        for some in chunks(partners):
            query = select(LinkRow.body).where(*self._mine(provider), col(LinkRow.partner_id).in_(some))
            found |= {link.partner: link for link in map(LINK.read, self._transaction.exec(query))}
        return found

    def all(self, provider: ProviderName) -> Sequence[Link]:
        query = select(LinkRow.body).where(*self._mine(provider)).order_by(col(LinkRow.partner_id))
        return [LINK.read(body) for body in self._transaction.exec(query)]

    def save(self, provider: ProviderName, link: Link) -> None:
        earlier = and_(_of(link.kind, link.party), col(LinkRow.partner_id) != link.partner)
        self._transaction.execute(delete(LinkRow).where(*self._mine(provider), earlier))
        row = {
            "company_id": self._company,
            "provider": provider,
            "partner_id": link.partner,
            "kind": link.kind.value,
            "party_id": link.party,
            "stale": link.stale,
            "body": LINK.write(link),
        }
        with known_partner(self._transaction.connection, link.partner):
            self._transaction.execute(insert_or_replace(LinkRow, self._transaction.connection.dialect), row)
        self._drop_suggestions(provider, col(SuggestionRow.partner_id) == link.partner)
        of_party = (col(SuggestionRow.kind) == link.kind, col(SuggestionRow.party_id) == link.party)
        self._drop_suggestions(provider, *of_party)

    def remove(self, provider: ProviderName, partner: PartnerId) -> None:
        self._transaction.execute(delete(LinkRow).where(*self._mine(provider), col(LinkRow.partner_id) == partner))

    def reject(self, provider: ProviderName, partner: PartnerId, party: PartyId) -> None:
        row = {"company_id": self._company, "provider": provider, "partner_id": partner, "party_id": party}
        with known_partner(self._transaction.connection, partner):
            self._transaction.execute(insert_or_ignore(RejectionRow, self._transaction.connection.dialect), row)
        pair = (col(SuggestionRow.partner_id) == partner, col(SuggestionRow.party_id) == party)
        self._drop_suggestions(provider, *pair)

    def rejected(self, provider: ProviderName) -> frozenset[tuple[PartnerId, PartyId]]:
        mine = (col(RejectionRow.company_id) == self._company, col(RejectionRow.provider) == provider)
        pairs = self._transaction.exec(select(RejectionRow.partner_id, RejectionRow.party_id).where(*mine))
        return frozenset((PartnerId(partner), PartyId(party)) for partner, party in pairs)

    def _drop_suggestions(self, provider: ProviderName, *which: ColumnElement[bool]) -> None:
        mine = (col(SuggestionRow.company_id) == self._company, col(SuggestionRow.provider) == provider)
        self._transaction.execute(delete(SuggestionRow).where(*mine, *which))

    def _mine(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(LinkRow.company_id) == self._company, col(LinkRow.provider) == provider)


def _of(kind: PartyKind, party: PartyId) -> ColumnElement[bool]:
    return and_(col(LinkRow.kind) == kind, col(LinkRow.party_id) == party)


@contextmanager
def known_partner(connection: Connection, partner: PartnerId | None) -> Iterator[None]:
    """Say NotFound when the foreign key refuses the partner; the transaction can go on."""
    try:
        # After a refusal PostgreSQL takes nothing more up to the last savepoint; SQLite undoes that statement only.
        with connection.begin_nested() if connection.dialect.name == "postgresql" else nullcontext():
            yield
    except IntegrityError as error:
        raise NotFound(record="partner", id=partner) from error
