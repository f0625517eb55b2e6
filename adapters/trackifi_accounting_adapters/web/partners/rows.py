"""The rows of the Business Partners tab."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from trackifi_accounting.domain.matching.suggestions import Suggestion
from trackifi_accounting.domain.partners.business_partners import KIND_OF, BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import Party, PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.ports.repositories.partners import LinkFilter, PartnerQuery

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.partners.duplicates import Likeness, alike

ROWS: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerListQuery:
    """What the address asks for; ``start`` counts rows."""

    role: PartnerRole | None
    show: LinkFilter
    text: str
    start: int

    def query(self) -> PartnerQuery:
        """The same for the store, with one row more: it tells whether others follow, and nothing is counted."""
        return PartnerQuery(role=self.role, linked=self.show, text=self.text, limit=ROWS + 1, offset=self.start)

    def parts(self, *, start: int = 0) -> dict[str, object]:
        """The same for an address."""
        return {"role": self.role or "", "show": self.show, "text": self.text, "start": start or ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is suggested, with the customer or freelancer as it is now."""

    suggestion: Suggestion
    party: Party


@dataclass(slots=True, kw_only=True)
class PartnerPageRow:
    """One partner. ``text`` is what stands in the field; ``conflict`` and ``note`` say why it was not saved.

    ``other`` is the partner that a conflict is with.
    """

    partner: BusinessPartner
    kind: PartyKind
    link: Link | None
    party: Party | None
    suggested: Found | None = None
    likeness: Likeness | None = None
    accepted: bool = False
    text: str = ""
    chosen: str = ""
    stale: Problem | None = None
    conflict: Problem | None = None
    other: BusinessPartner | None = None
    note: str = ""
    candidates: Sequence[Party] = ()


@dataclass(slots=True, kw_only=True)
class Rows:
    """A page of rows; ``following`` is where the next page starts."""

    rows: list[PartnerPageRow] = field(default_factory=list)
    following: int | None = None


class PartnerRows:
    """The page of partners: a fixed number of rows by index, whatever the size of the registers."""

    def __init__(self, container: Container, company: CompanyId, provider: ProviderName) -> None:
        self._container = container
        self._company = company
        self._provider = provider

    def page(self, asked: PartnerListQuery) -> Rows:
        """The rows asked for."""
        with self._container.store().read(self._company) as work:
            found = work.partners.page(self._provider, asked.query())
        following = asked.start + ROWS if len(found) > ROWS else None
        return Rows(rows=self.of(found[:ROWS]), following=following)

    def named(self, ids: Iterable[PartnerId]) -> list[PartnerPageRow]:
        """The rows of these ids, in their order; those that are gone are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._container.store().read(self._company) as work:
            found = work.partners.get(self._provider, wanted)
        return self.of([found[one] for one in wanted if one in found])

    def of(self, partners: Sequence[BusinessPartner]) -> list[PartnerPageRow]:
        """The rows of these partners, the unlinked ones with their suggestions."""
        ids = [one.id for one in partners]
        with self._container.store().read(self._company) as work:
            links = work.links.of_partners(self._provider, ids)
            suggested = work.suggestions.of_partners(self._provider, ids)
            near = alike(work, self._provider, partners)
        kinds = {one.id: links[one.id].kind if one.id in links else KIND_OF[one.role] for one in partners}
        wanted = {(kinds[one], link.party) for one, link in links.items()}
        wanted |= {(kinds[one], PartyId(maybe.right_id)) for one, maybe in suggested.items()}
        parties = self._parties(wanted)
        rows = []
        for one in partners:
            row = _row(one, kinds[one.id], links.get(one.id), parties)
            row.likeness = near.get(one.id)
            _preselect(row, suggested.get(one.id), parties)
            rows.append(row)
        return rows

    def _parties(self, wanted: Collection[tuple[PartyKind, PartyId]]) -> dict[tuple[PartyKind, PartyId], Party]:
        host = self._container.host()
        found: dict[tuple[PartyKind, PartyId], Party] = {}
        for kind in PartyKind:
            ids = {party for of, party in wanted if of is kind}
            some = host.some_parties(self._company, kind, ids) if ids else {}
            found |= {(kind, one): party for one, party in some.items()}
        return found


Parties = Mapping[tuple[PartyKind, PartyId], Party]


def _row(partner: BusinessPartner, kind: PartyKind, link: Link | None, parties: Parties) -> PartnerPageRow:
    party = parties.get((kind, link.party)) if link else None
    facts = {"partner": partner.name, "before": link.partner_name} if link else {}
    return PartnerPageRow(
        partner=partner,
        kind=kind,
        link=link,
        party=party,
        text=party.name if party else (link.party if link else ""),
        chosen=link.party if link else "",
        stale=Problem(code=link.stale, facts=facts) if link and link.stale else None,
    )


def _preselect(row: PartnerPageRow, suggestion: Suggestion | None, parties: Parties) -> None:
    """Only one that is there and not archived: matching may not have seen it yet."""
    party = parties.get((row.kind, PartyId(suggestion.right_id))) if suggestion else None
    if suggestion and row.link is None and party and not party.archived:
        row.suggested, row.text, row.chosen = Found(suggestion=suggestion, party=party), party.name, party.id
