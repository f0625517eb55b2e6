"""Suggestions for the rows of one page, at a cost that does not grow with the registers.

The customers of a company are kept as an index in memory. A small one is made within the request; a large one by a
thread, while pages go without suggestions and say so. An index may be some minutes old, so each suggested customer is
looked up again before it is shown: one that is archived or linked by now is not suggested.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from threading import Lock, Thread
from typing import Final

from trackifi_accounting.domain.matching.cascade import suggest
from trackifi_accounting.domain.matching.index import Index
from trackifi_accounting.domain.matching.suggestions import Suggestion
from trackifi_accounting.domain.parties import Party, PartyKind
from trackifi_accounting.domain.partners import KIND_OF, BusinessPartner
from trackifi_accounting.domain.references import CompanyId, PartyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.use_cases.suggest_links import partner_record, party_record

from trackifi_accounting_adapters.container import Container

SMALL: Final = 2000
"""Parties up to which an index is made at once."""
FRESH_SMALL, FRESH_LARGE = 3.0, 600.0
"""Seconds for which an index is used as it is."""
KEPT: Final = 8
"""Indexes in memory; one of 100,000 parties takes about 200 MB."""
ROUNDS: Final = 4
"""How often a partner is matched again because the party found was linked already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The suggestion for one partner, with the party as it is now."""

    suggestion: Suggestion
    party: Party


@dataclass(slots=True)
class _Kept:
    index: Index
    made_at: float


class Suggester:
    """One for each process."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[CompanyId, PartyKind], _Kept] = OrderedDict()
        self._making: set[tuple[CompanyId, PartyKind]] = set()
        self._turn = Lock()

    def __call__(
        self, container: Container, company: CompanyId, provider: ProviderName, partners: Sequence[BusinessPartner]
    ) -> dict[str, Found] | None:
        """Suggestions by partner id; None while an index is being made."""
        found: dict[str, Found] = {}
        for kind in {KIND_OF[one.role] for one in partners}:
            index = self._index(container, company, kind)
            if index is None:
                return None
            rows = [one for one in partners if KIND_OF[one.role] is kind]
            found |= _matched(container, company, provider, rows=rows, index=index)
        return found

    def _index(self, container: Container, company: CompanyId, kind: PartyKind) -> Index | None:
        key, now = (company, kind), container.clock().monotonic()
        with self._turn:
            kept = self._kept.get(key)
            if kept:
                self._kept.move_to_end(key)
                fresh = FRESH_SMALL if len(kept.index) <= SMALL else FRESH_LARGE
                if now - kept.made_at < fresh or key in self._making:
                    return kept.index
            elif key in self._making:
                return None
            self._making.add(key)
        return self._make(container, key)

    def _make(self, container: Container, key: tuple[CompanyId, PartyKind]) -> Index | None:
        parties = container.host().parties(*key)
        first = list(islice(parties, SMALL + 1))
        if len(first) <= SMALL:
            return self._keep(container, key, Index(map(party_record, first)))
        Thread(target=self._make_large, args=(container, key, chain(first, parties)), daemon=True).start()
        with self._turn:
            kept = self._kept.get(key)
        return kept.index if kept else None

    def _make_large(self, container: Container, key: tuple[CompanyId, PartyKind], parties: Iterator[Party]) -> None:
        index = Index(map(party_record, parties))
        _ = index.neighbours  # made now, so that no page has to wait for it
        self._keep(container, key, index)

    def _keep(self, container: Container, key: tuple[CompanyId, PartyKind], index: Index) -> Index:
        with self._turn:
            self._kept[key] = _Kept(index, container.clock().monotonic())
            self._kept.move_to_end(key)
            self._making.discard(key)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return index


def _matched(
    container: Container,
    company: CompanyId,
    provider: ProviderName,
    *,
    rows: Sequence[BusinessPartner],
    index: Index,
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    taken: dict[str, str] = {}
    kind, waiting = KIND_OF[rows[0].role], list(rows)
    with container.store().begin(company) as work:
        rejected = {(str(partner), str(party)) for partner, party in work.links.rejected(provider)}
        for _ in range(ROUNDS):
            again = []
            by_id = {str(one.id): one for one in waiting}
            for one in suggest(map(partner_record, waiting), index, rejected=rejected, linked=taken):
                party = _free(container, company, kind, PartyId(one.right_id))
                if party and work.links.of_party(provider, kind, party.id) is None:
                    found[one.left_id] = Found(suggestion=one, party=party)
                else:
                    taken[f"taken:{one.right_id}"] = one.right_id
                    again.append(by_id[one.left_id])
            if not again:
                break
            waiting = again
    return found


def _free(container: Container, company: CompanyId, kind: PartyKind, party: PartyId) -> Party | None:
    try:
        found = container.host().party(company, kind, party)
    except NotFound:
        return None
    return None if found.archived else found
