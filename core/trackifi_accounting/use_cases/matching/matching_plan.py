"""Find out which partners have to be matched again since they were matched last."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from trackifi_accounting.domain.matching.incremental import concerned
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.namesakes import Namesakes, keys_of
from trackifi_accounting.domain.matching.parsed_records import read
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import OTHER_PARTNER
from trackifi_accounting.domain.matching.state import MatchingState
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import CHUNK, chunks
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.repositories.partners import PartnerQuery
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.matching.suggest_links import partner_record, party_record

OVERLAP = timedelta(minutes=1)
"""Changes of parties are looked for from so long before the last matching: Trackifi's clock is not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The extent of a matching: one register of one company, and the parties its partners may be."""

    company: CompanyId
    provider: ProviderName
    kind: PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """The decisions of people: ``links`` are those of the scope, ``linked`` the partners with a link of any kind."""

    links: Mapping[PartyId, PartnerId]
    linked: Mapping[str, str]
    rejected: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchingPlan:
    """The partners and parties that are to be matched.

    ``partners`` is None when all are to be matched; ``changed`` are the parties that differ, None where archived.
    ``parties`` are all of them; None when they were not needed yet. ``namesakes`` are all partners of the register,
    None when no partner is to be matched, or all are.
    """

    scope: Scope
    decisions: Decisions
    total: int
    partners: Sequence[PartnerId] | None = None
    changed: Mapping[PartyId, Record | None] = field(default_factory=dict)
    parties: Index | None = None
    namesakes: Namesakes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMatching:
    """The comparison of what is with what was matched; no transaction is open while it thinks."""

    host: Host
    store: Store

    def all(self, scope: Scope) -> MatchingPlan:
        """Match everything."""
        with self.store.read(scope.company) as work:
            total = work.partners.count(scope.provider, PartnerQuery(role=ROLE_OF[scope.kind]))
        return MatchingPlan(scope=scope, decisions=self._decisions(scope), total=total)

    def changed(self, scope: Scope, state: MatchingState) -> MatchingPlan:
        """Match what changed since ``state``, which was matched once."""
        decisions = self._decisions(scope)
        toggled = self._toggled(scope, decisions.links)
        before, now = self._parties(scope, state, toggled)
        parties = self.parties(scope) if now else None
        partners = {partner for pair in toggled.values() for partner in pair if partner is not None}
        partners |= self._partners(scope, state.since)
        touched = frozenset(partners)
        if parties is not None:
            partners |= self._near(scope, before, now, parties)
        namesakes = self.namesakes(scope) if partners else None
        if namesakes is not None and touched:
            partners |= self._of_one_name(scope, touched, namesakes)
        return MatchingPlan(
            scope=scope,
            decisions=decisions,
            total=len(partners),
            partners=sorted(partners),
            changed=now,
            parties=parties,
            namesakes=namesakes,
        )

    def namesakes(self, scope: Scope) -> Namesakes:
        """All partners of the register by their names."""
        return Namesakes(map(partner_record, every_partner(self.store, scope)))

    def parties(self, scope: Scope) -> Index:
        """All parties that may be suggested."""
        return Index(map(party_record, self.host.parties(scope.company, scope.kind)))

    def _decisions(self, scope: Scope) -> Decisions:
        with self.store.read(scope.company) as work:
            links = work.links.all(scope.provider)
            rejected = work.links.rejected(scope.provider)
        # A partner whose link is of the other register is linked, but takes no party of this one away.
        linked = {str(one.partner): str(one.party) if one.kind is scope.kind else "" for one in links}
        return Decisions(
            links={one.party: one.partner for one in links if one.kind is scope.kind},
            linked=linked,
            rejected=frozenset((str(partner), str(party)) for partner, party in rejected),
        )

    def _toggled(
        self, scope: Scope, links: Mapping[PartyId, PartnerId]
    ) -> dict[PartyId, tuple[PartnerId | None, PartnerId | None]]:
        """Parties that were linked or freed, with the partners from which and to which."""
        with self.store.read(scope.company) as work:
            then = work.matching.links(scope.provider, scope.kind)
        pairs = {party: (then.get(party), links.get(party)) for party in then.keys() | links.keys()}
        return {party: pair for party, pair in pairs.items() if pair[0] != pair[1]}

    def _parties(
        self, scope: Scope, state: MatchingState, toggled: Iterable[PartyId]
    ) -> tuple[list[Record], dict[PartyId, Record | None]]:
        """Parties that differ, as they were and as they are."""
        before: list[Record] = []
        now: dict[PartyId, Record | None] = {}
        for chunk in chunks(self._candidates(scope, state, toggled)):
            with self.store.read(scope.company) as work:
                known = work.matching.parties(scope.provider, scope.kind, [party for party, *_ in chunk])
            for party, record, always in chunk:
                was = known[party].record if party in known else None
                if always or was != record:
                    now[party] = record
                    before += [was] if was else []
        return before, now

    def _candidates(
        self, scope: Scope, state: MatchingState, toggled: Iterable[PartyId]
    ) -> Iterator[tuple[PartyId, Record | None, bool]]:
        since = min(time for time in (state.matched_at, state.since) if time is not None) - OVERLAP
        for party in self.host.parties(scope.company, scope.kind, changed_since=since):
            yield party.id, None if party.archived else party_record(party), False
        for identity in toggled:
            yield identity, self._as_it_is(scope, identity), True

    def _as_it_is(self, scope: Scope, identity: PartyId) -> Record | None:
        try:
            party = self.host.party(scope.company, scope.kind, identity)
        except NotFound:
            return None
        return None if party.archived else party_record(party)

    def _partners(self, scope: Scope, since: datetime | None) -> set[PartnerId]:
        if since is None:
            return set()
        with self.store.read(scope.company) as work:
            return set(work.partners.changed(scope.provider, ROLE_OF[scope.kind], since=since))

    def _near(
        self, scope: Scope, before: list[Record], now: Mapping[PartyId, Record | None], parties: Index
    ) -> set[PartnerId]:
        """Partners whose suggestion may change with these parties."""
        with self.store.read(scope.company) as work:
            pointing = work.suggestions.partners_of(scope.provider, scope.kind, now.keys())
        went, came, weight = Index(before), Index(filter(None, now.values())), parties.neighbours.weight
        every = every_partner(self.store, scope)
        return pointing | {one.id for one in every if concerned(partner_record(one), went, came, weight)}

    def _of_one_name(self, scope: Scope, touched: Iterable[PartnerId], namesakes: Namesakes) -> set[PartnerId]:
        """Partners with the name of one that changed; and all that were doubted for a name that one may have had."""
        keys: set[str] = set()
        for ids in chunks(touched):
            with self.store.read(scope.company) as work:
                found = work.partners.get(scope.provider, ids)
            keys.update(key for one in found.values() for key in keys_of(read(partner_record(one))))
        return {PartnerId(one) for one in namesakes.sharing(keys)} | self._doubted(scope)

    def _doubted(self, scope: Scope) -> set[PartnerId]:
        doubted: set[PartnerId] = set()
        offset, more = 0, True
        while more:
            with self.store.read(scope.company) as work:
                page = work.suggestions.page(scope.provider, scope.kind, limit=CHUNK, offset=offset)
            doubted |= {PartnerId(one.left_id) for one in page if one.reason == OTHER_PARTNER}
            offset, more = offset + CHUNK, len(page) == CHUNK
        return doubted


def every_partner(store: Store, scope: Scope) -> Iterator[BusinessPartner]:
    """All active partners of the register, by id, in short transactions."""
    after: PartnerId | None = None
    while True:
        with store.read(scope.company) as work:
            some = list(work.partners.every(scope.provider, ROLE_OF[scope.kind], after=after, limit=CHUNK))
        if not some:
            return
        yield from some
        after = some[-1].id
