"""Match the partners of a plan and keep what is found, a thousand at a time."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.namesakes import Namesakes
from trackifi_accounting.domain.matching.records import Record
from trackifi_accounting.domain.matching.rules.cascade import suggest
from trackifi_accounting.domain.matching.state import Matched
from trackifi_accounting.domain.partners.business_partners import ROLE_OF, BusinessPartner
from trackifi_accounting.domain.values.chunks import CHUNK, chunks
from trackifi_accounting.domain.values.references import PartnerId, PartyId
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.matching.matching_plan import MatchingPlan, PlanMatching, Scope, every_partner
from trackifi_accounting.use_cases.matching.matching_progress import MatchingProgress
from trackifi_accounting.use_cases.matching.suggest_links import partner_record

Portion = tuple[Sequence[PartnerId], Sequence[BusinessPartner]]
"""Partners whose suggestions are written, and those of them that can have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchPartners:
    """The matching of a plan's partners, a thousand at a time; no transaction is open while it compares."""

    plans: PlanMatching
    store: Store

    def __call__(self, plan: MatchingPlan, tracker: MatchingProgress) -> None:
        """Carry the plan out."""
        if plan.partners is None:
            parties, namesakes = self.plans.parties(plan.scope), self.plans.namesakes(plan.scope)
            seen = self._match(plan, parties, namesakes, self._all(plan.scope), tracker)
            self._clear_all_but(seen, plan.scope)
            self._remember(plan, _everybody(plan, parties))
            return
        if plan.partners and plan.namesakes is not None:
            parties = self.plans.parties(plan.scope) if plan.parties is None else plan.parties
            self._match(plan, parties, plan.namesakes, self._some(plan.scope, plan.partners), tracker)
        self._remember(plan, plan.changed.items())

    def _match(
        self,
        plan: MatchingPlan,
        parties: Index,
        namesakes: Namesakes,
        portions: Iterable[Portion],
        tracker: MatchingProgress,
    ) -> set[PartnerId]:
        scope, decisions = plan.scope, plan.decisions
        matched: set[PartnerId] = set()
        for partners, current in portions:
            records = map(partner_record, current)
            found = list(
                suggest(records, parties, rejected=decisions.rejected, linked=decisions.linked, namesakes=namesakes)
            )
            with self.store.write(scope.company) as work:
                work.suggestions.replace(scope.provider, scope.kind, found, partners=partners)
                tracker.keep(work, len(partners))
            tracker.tell()
            matched.update(partners)
        return matched

    def _all(self, scope: Scope) -> Iterator[Portion]:
        for some in chunks(every_partner(self.store, scope)):
            yield [one.id for one in some], some

    def _some(self, scope: Scope, partners: Sequence[PartnerId]) -> Iterator[Portion]:
        for ids in chunks(partners):
            with self.store.read(scope.company) as work:
                found = work.partners.get(scope.provider, ids)
            # One that changed its register is matched with the other one.
            mine = [one for one in ids if one not in found or found[one].role is ROLE_OF[scope.kind]]
            yield mine, [found[one] for one in mine if one in found and found[one].active]

    def _clear_all_but(self, matched: set[PartnerId], scope: Scope) -> None:
        """Partners that are inactive or gone have no suggestion any more."""
        left = [one for one in self._suggested(scope) if one not in matched]
        for ids in chunks(left):
            with self.store.write(scope.company) as work:
                work.suggestions.replace(scope.provider, scope.kind, [], partners=ids)

    def _suggested(self, scope: Scope) -> Iterator[PartnerId]:
        found, offset = [PartnerId("")], 0
        while found:
            with self.store.read(scope.company) as work:
                page = work.suggestions.page(scope.provider, scope.kind, limit=CHUNK, offset=offset)
            found = [PartnerId(one.left_id) for one in page]
            yield from found
            offset += CHUNK

    def _remember(self, plan: MatchingPlan, parties: Iterable[tuple[PartyId, Record | None]]) -> None:
        scope, links = plan.scope, plan.decisions.links
        for some in chunks(parties):
            known = {party: _matched(party, record, links.get(party)) for party, record in some}
            with self.store.write(scope.company) as work:
                work.matching.keep(scope.provider, scope.kind, known)


def _matched(party: PartyId, record: Record | None, partner: PartnerId | None) -> Matched | None:
    if record is None and partner is None:
        return None
    # One that is archived but still linked is remembered for its link only.
    return Matched(record=record or Record(id=party, name=""), partner=partner)


def _everybody(plan: MatchingPlan, parties: Index) -> Iterator[tuple[PartyId, Record | None]]:
    ids = parties.ids()
    archived = plan.decisions.links.keys() - set(ids)
    return chain(((PartyId(one), parties.entry(one).record) for one in ids), ((one, None) for one in archived))
