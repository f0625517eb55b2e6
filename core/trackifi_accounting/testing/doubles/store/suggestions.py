"""Doubles of the repositories of suggestions and of what was matched."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from trackifi_accounting.domain.matching.state import Matched, MatchingState
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.repositories.suggestions import Matching, Suggestions
from trackifi_accounting.testing.doubles.store.register import LinkRows, SuggestionRows
from trackifi_accounting.testing.doubles.store.rows import Rows

RejectionRows = Rows[tuple[ProviderName, PartnerId, PartyId], None]
MatchedRows = Rows[tuple[ProviderName, PartyKind, PartyId], Matched]


class MemorySuggestions(Suggestions):
    """One company's suggestions."""

    def __init__(self, rows: SuggestionRows, links: LinkRows, rejections: RejectionRows) -> None:
        self._rows = rows
        self._links = links
        self._rejections = rejections

    def replace(
        self,
        provider: ProviderName,
        kind: PartyKind,
        suggestions: Iterable[Suggestion],
        *,
        partners: Collection[PartnerId],
    ) -> None:
        for partner in partners:
            self._rows.drop((provider, partner))
        linked = {link.party for (owner, _), link in self._links.items() if owner == provider and link.kind is kind}
        for one in suggestions:
            pair = (provider, PartnerId(one.left_id), PartyId(one.right_id))
            if pair[:2] not in self._links and one.right_id not in linked and pair not in self._rejections:
                self._rows.put(pair[:2], (kind, one))

    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Suggestion]:
        found = {partner: self._rows.get((provider, partner)) for partner in partners}
        return {partner: row[1] for partner, row in found.items() if row}

    def partners_of(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> set[PartnerId]:
        mine = self.page(provider, kind, limit=len(self._rows))
        return {PartnerId(one.left_id) for one in mine if one.right_id in set(parties)}

    def page(
        self, provider: ProviderName, kind: PartyKind, *, limit: int = 100, offset: int = 0
    ) -> Sequence[Suggestion]:
        mine = [one for (owner, _), (of, one) in self._rows.items() if (owner, of) == (provider, kind)]
        return sorted(mine, key=lambda one: one.left_id)[offset : offset + limit]

    def count(self, provider: ProviderName) -> dict[Band, int]:
        return dict(Counter(one.band for (owner, _), (_, one) in self._rows.items() if owner == provider))


class MemoryMatching(Matching):
    """One company's state of matching."""

    def __init__(self, states: Rows[ProviderName, MatchingState], rows: MatchedRows) -> None:
        self._states = states
        self._rows = rows

    def state(self, provider: ProviderName) -> MatchingState:
        return self._states.get(provider, MatchingState())

    def mark(self, provider: ProviderName, *, due: datetime, since: datetime | None = None) -> None:
        now = self.state(provider)
        marked = replace(now, due=_earlier(now.due, due), since=_earlier(now.since, since))
        self._states.put(provider, marked)

    def unmark(self, provider: ProviderName) -> None:
        self._states.put(provider, replace(self.state(provider), due=None, claimed_until=None))

    def claim(
        self, provider: ProviderName, *, now: datetime, until: datetime, afresh: bool = False
    ) -> MatchingState | None:
        before = self.state(provider)
        if before.runs(now):
            return None
        claimed = replace(before, due=None, claimed_until=until, done=0, total=0)
        if afresh:
            claimed = replace(claimed, matched_at=None)
            for row in [row for row in self._rows if row[0] == provider]:
                self._rows.drop(row)
        self._states.put(provider, claimed)
        return before

    def go_on(self, provider: ProviderName, *, until: datetime, done: int, total: int) -> None:
        self._states.put(provider, replace(self.state(provider), claimed_until=until, done=done, total=total))

    def finish(self, provider: ProviderName, *, matched_at: datetime) -> None:
        now = self.state(provider)
        since = now.since if now.due else None
        self._states.put(provider, replace(now, matched_at=matched_at, claimed_until=None, since=since))

    def parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Matched]:
        found = {party: self._rows.get((provider, kind, party)) for party in parties}
        return {party: row for party, row in found.items() if row}

    def links(self, provider: ProviderName, kind: PartyKind) -> dict[PartyId, PartnerId]:
        mine = ((party, row) for (owner, of, party), row in self._rows.items() if (owner, of) == (provider, kind))
        return {party: row.partner for party, row in mine if row.partner is not None}

    def keep(self, provider: ProviderName, kind: PartyKind, parties: Mapping[PartyId, Matched | None]) -> None:
        for party, row in parties.items():
            if row is None:
                self._rows.drop((provider, kind, party))
            else:
                self._rows.put((provider, kind, party), row)


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((time for time in (one, other) if time is not None), default=None)
