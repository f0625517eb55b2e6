"""Accept every certain suggestion at once, over all pages of the Business Partners tab."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.matching.suggestions import Band
from trackifi_accounting.domain.partners.links import LinkChoice, LinkConflict, conflicts
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.chunks import CHUNK
from trackifi_accounting.domain.values.references import Actor, CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.host import Host
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Connections
from trackifi_accounting.use_cases.matching.save_links import SaveLinks

MOST: Final = 5000
"""Links saved by one press, so that it ends within seconds; the next press goes on."""
TOGETHER: Final = 250
"""Links saved in one transaction, so that nobody else waits long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedAll:
    """The result of accepting: how many were saved, which could not be, and how many are ``left`` for another press."""

    saved: int
    conflicts: tuple[LinkConflict, ...]
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCertain:
    """The acceptance of all certain suggestions by a person; likely ones stay as they are."""

    sessions: Connections
    host: Host
    store: Store
    save_links: SaveLinks

    def __call__(self, company: CompanyId, provider: ProviderName, *, by: Actor) -> AcceptedAll:
        """Save them; of two that exclude each other neither is guessed. Raises: UnknownProvider."""
        self.sessions.plugin(provider)
        choices = [choice for kind in PartyKind for choice in self._certain(company, provider, kind)]
        refused = {one.choice: one for one in conflicts(tuple(choices))}
        clear = [one for one in choices if one not in refused]
        saved = 0
        for start in range(0, min(len(clear), MOST), TOGETHER):
            some = tuple(clear[start : start + TOGETHER])
            done = self.save_links(company, provider, some, by=by)
            saved += len(done.saved)
            refused |= {one.choice: one for one in done.conflicts}
        return AcceptedAll(saved=saved, conflicts=tuple(refused.values()), left=max(0, len(clear) - MOST))

    def _certain(self, company: CompanyId, provider: ProviderName, kind: PartyKind) -> Iterator[LinkChoice]:
        """Those whose customer or freelancer is still there and not archived, by the partner's id."""
        offset, more = 0, True
        while more:
            with self.store.read(company) as work:
                found = work.suggestions.page(provider, kind, limit=CHUNK, offset=offset)
            certain = [one for one in found if one.band is Band.CERTAIN]
            parties = self.host.some_parties(company, kind, {PartyId(one.right_id) for one in certain})
            for one in certain:
                party = parties.get(PartyId(one.right_id))
                if party and not party.archived:
                    yield LinkChoice(partner=PartnerId(one.left_id), kind=kind, party=party.id)
            offset, more = offset + CHUNK, len(found) == CHUNK
