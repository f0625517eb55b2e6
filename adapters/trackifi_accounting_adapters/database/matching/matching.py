"""What was matched and what is to be, in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Update, and_, case, delete, null, or_, update
from sqlmodel import col, select
from trackifi_accounting.domain.matching.state import Matched, MatchingState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.repositories.suggestions import Matching

from trackifi_accounting_adapters.database.sql.bodies import RECORD
from trackifi_accounting_adapters.database.sql.statements import insert, insert_or_ignore, table_of, write_many
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.suggestions import MatchedRow, MatchingRow

NEW: dict[str, Any] = {"matched_at": None, "due": None, "since": None, "claimed_until": None, "done": 0, "total": 0}


class SqlMatching(Matching):
    """One company's state of matching."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def state(self, provider: ProviderName) -> MatchingState:
        return self._read(table_of(MatchingRow).select().where(*self._one(provider)))

    def mark(self, provider: ProviderName, *, due: datetime, since: datetime | None = None) -> None:
        table = table_of(MatchingRow)
        statement = insert(table, self._transaction.connection.dialect)
        times = {name: _earlier(table.c[name], statement.excluded[name]) for name in ("due", "since")}
        statement = statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=times)
        row = {**NEW, "company_id": self._company, "provider": provider, "due": due, "since": since}
        self._transaction.execute(statement, row)

    def unmark(self, provider: ProviderName) -> None:
        self._transaction.execute(self._change(provider).values(due=None, claimed_until=None))

    def claim(
        self, provider: ProviderName, *, now: datetime, until: datetime, afresh: bool = False
    ) -> MatchingState | None:
        row = {**NEW, "company_id": self._company, "provider": provider}
        self._transaction.execute(insert_or_ignore(MatchingRow, self._transaction.connection.dialect), row)
        before = self._read(table_of(MatchingRow).select().where(*self._one(provider)).with_for_update())
        if before.runs(now):
            return None
        claimed = self._change(provider).values(due=None, claimed_until=until, done=0, total=0)
        if afresh:
            claimed = claimed.values(matched_at=None)
            self._transaction.execute(delete(MatchedRow).where(*self._matched(provider)))
        self._transaction.execute(claimed)
        return before

    def go_on(self, provider: ProviderName, *, until: datetime, done: int, total: int) -> None:
        self._transaction.execute(self._change(provider).values(claimed_until=until, done=done, total=total))

    def finish(self, provider: ProviderName, *, matched_at: datetime) -> None:
        since = case((col(MatchingRow.due).is_(None), null()), else_=col(MatchingRow.since))
        self._transaction.execute(self._change(provider).values(matched_at=matched_at, claimed_until=None, since=since))

    def parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Matched]:
        found: dict[PartyId, Matched] = {}
        for some in chunks(parties):
            these = (col(MatchedRow.kind) == kind, col(MatchedRow.party_id).in_(some))
            query = select(MatchedRow.party_id, MatchedRow.partner_id, MatchedRow.body)
            for party, partner, body in self._transaction.exec(query.where(*self._matched(provider), *these)):
                linked = None if partner is None else PartnerId(partner)
                found[PartyId(party)] = Matched(record=RECORD.read(body), partner=linked)
        return found

    def links(self, provider: ProviderName, kind: PartyKind) -> dict[PartyId, PartnerId]:
        linked = (col(MatchedRow.kind) == kind, col(MatchedRow.partner_id).is_not(None))
        query = select(MatchedRow.party_id, MatchedRow.partner_id).where(*self._matched(provider), *linked)
        return {PartyId(party): PartnerId(partner) for party, partner in self._transaction.exec(query) if partner}

    def keep(self, provider: ProviderName, kind: PartyKind, parties: Mapping[PartyId, Matched | None]) -> None:
        for some in chunks(party for party, matched in parties.items() if matched is None):
            these = (col(MatchedRow.kind) == kind, col(MatchedRow.party_id).in_(some))
            self._transaction.execute(delete(MatchedRow).where(*self._matched(provider), *these))
        rows = (
            {"party_id": party, "partner_id": matched.partner, "body": RECORD.write(matched.record)}
            for party, matched in parties.items()
            if matched is not None
        )
        fixed = {"company_id": self._company, "provider": provider, "kind": kind.value}
        write_many(self._transaction.connection, MatchedRow, rows, fixed=fixed)

    def _read(self, query: Select[Any]) -> MatchingState:
        row = self._transaction.execute(query).first()
        return MatchingState() if row is None else _state(row)

    def _change(self, provider: ProviderName) -> Update:
        return update(MatchingRow).where(*self._one(provider))

    def _one(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(MatchingRow.company_id) == self._company, col(MatchingRow.provider) == provider)

    def _matched(self, provider: ProviderName) -> tuple[ColumnElement[bool], ...]:
        return (col(MatchedRow.company_id) == self._company, col(MatchedRow.provider) == provider)


def _state(row: Row[Any]) -> MatchingState:
    times = {name: _utc(getattr(row, name)) for name in ("matched_at", "due", "since", "claimed_until")}
    return MatchingState(**times, done=row.done, total=row.total)


def _utc(time: datetime | None) -> datetime | None:
    # SQLite keeps no time zone; all times are written in UTC.
    return time if time is None or time.tzinfo else time.replace(tzinfo=UTC)


def _earlier(stored: Any, given: Any) -> ColumnElement[Any]:
    return case((and_(given.is_not(None), or_(stored.is_(None), given < stored)), given), else_=stored)
