"""The rows of the Business Partners tab."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.links import Link
from trackifi_accounting.domain.parties import Party, PartyKind
from trackifi_accounting.domain.partners import KIND_OF, BusinessPartner, PartnerRole
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.references import CompanyId, PartnerId, PartyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.repositories import LinkFilter, PartnerQuery

from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.pages.suggester import Found, Suggester

ROWS: Final = 50
SCANNED: Final = 1000
"""Unlinked partners that one page of suggestions looks at."""


class Show(StrEnum):
    """Which rows are shown."""

    ALL = "all"
    UNLINKED = "unlinked"
    SUGGESTED = "suggested"
    LINKED = "linked"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the address asks for; ``start`` counts rows."""

    role: PartnerRole | None
    show: Show
    text: str
    start: int

    def query(self, *, limit: int, start: int) -> PartnerQuery:
        """The same for the store."""
        linked = LinkFilter.UNLINKED if self.show is Show.SUGGESTED else LinkFilter(self.show)
        return PartnerQuery(role=self.role, linked=linked, text=self.text, limit=limit, offset=start)

    def parts(self, *, start: int = 0) -> dict[str, object]:
        """The same for an address."""
        return {"role": self.role or "", "show": self.show, "text": self.text, "start": start or ""}


@dataclass(slots=True, kw_only=True)
class Row:
    """One partner. ``text`` is what stands in the field; ``conflict`` and ``note`` say why it was not saved."""

    partner: BusinessPartner
    kind: PartyKind
    link: Link | None
    party: Party | None
    suggested: Found | None = None
    accepted: bool = False
    text: str = ""
    chosen: str = ""
    stale: Problem | None = None
    conflict: Problem | None = None
    note: str = ""
    candidates: Sequence[Party] = ()


@dataclass(slots=True, kw_only=True)
class Rows:
    """A page of rows; ``following`` is where the next page starts. ``preparing``: suggestions come later."""

    rows: list[Row] = field(default_factory=list)
    following: int | None = None
    preparing: bool = False


class PartnerRows:
    """Reads a page: a fixed number of rows, whatever the size of the registers."""

    def __init__(self, container: Container, suggester: Suggester, company: CompanyId, provider: ProviderName) -> None:
        self._container = container
        self._suggester = suggester
        self._company = company
        self._provider = provider

    def page(self, asked: Asked) -> Rows:
        """The rows asked for."""
        if asked.show is Show.SUGGESTED:
            return self._suggested(asked)
        found = self._read(asked, limit=ROWS + 1, start=asked.start)
        made = self.of(found[:ROWS])
        made.following = asked.start + ROWS if len(found) > ROWS else None
        return made

    def of(self, partners: Sequence[BusinessPartner]) -> Rows:
        """The rows of these partners, the unlinked ones with their suggestions."""
        with self._container.store().begin(self._company) as work:
            links = work.links.of_partners(self._provider, [one.id for one in partners])
        rows = [self._row(one, links.get(one.id)) for one in partners]
        suggestions = self._suggestions([row.partner for row in rows if row.link is None])
        for row in rows:
            _preselect(row, (suggestions or {}).get(row.partner.id))
        return Rows(rows=rows, preparing=suggestions is None)

    def named(self, ids: Iterable[PartnerId]) -> Rows:
        """The rows of these ids, in their order; those that are gone are left out."""
        wanted = list(dict.fromkeys(ids))
        with self._container.store().begin(self._company) as work:
            found = work.partners.get(self._provider, wanted)
        return self.of([found[one] for one in wanted if one in found])

    def _suggested(self, asked: Asked) -> Rows:
        """Go through unlinked partners until a page is full or enough was looked at."""
        made, start = Rows(), asked.start
        for start in range(asked.start, asked.start + SCANNED, ROWS):
            found = self._read(asked, limit=ROWS + 1, start=start)
            part = self.of(found[:ROWS])
            made.preparing |= part.preparing
            made.rows += [row for row in part.rows if row.suggested]
            if len(found) <= ROWS or part.preparing:
                return made
            if len(made.rows) >= ROWS:
                break
        made.following = start + ROWS
        return made

    def _read(self, asked: Asked, *, limit: int, start: int) -> Sequence[BusinessPartner]:
        with self._container.store().begin(self._company) as work:
            return work.partners.page(self._provider, asked.query(limit=limit, start=start))

    def _suggestions(self, partners: Sequence[BusinessPartner]) -> dict[str, Found] | None:
        return self._suggester(self._container, self._company, self._provider, partners) if partners else {}

    def _row(self, partner: BusinessPartner, link: Link | None) -> Row:
        kind = link.kind if link else KIND_OF[partner.role]
        party = self._party(kind, link.party) if link else None
        facts = {"partner": partner.name, "before": link.partner_name} if link else {}
        return Row(
            partner=partner,
            kind=kind,
            link=link,
            party=party,
            text=party.name if party else (link.party if link else ""),
            chosen=link.party if link else "",
            stale=Problem(code=link.stale, facts=facts) if link and link.stale else None,
        )

    def _party(self, kind: PartyKind, party: PartyId) -> Party | None:
        try:
            return self._container.host().party(self._company, kind, party)
        except NotFound:
            return None


def _preselect(row: Row, found: Found | None) -> None:
    if found:
        row.suggested, row.text, row.chosen = found, found.party.name, found.party.id
