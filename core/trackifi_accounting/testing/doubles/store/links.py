"""Double of the repository of links."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Sequence

from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.repositories.links import Links
from trackifi_accounting.testing.doubles.store.register import LinkRows, PartnerRows, SuggestionRows
from trackifi_accounting.testing.doubles.store.suggestions import RejectionRows


class MemoryLinks(Links):
    """One company's links."""

    def __init__(
        self, rows: LinkRows, rejections: RejectionRows, partners: PartnerRows, suggestions: SuggestionRows
    ) -> None:
        self._rows = rows
        self._suggestions = suggestions
        self._rejections = rejections
        self._partners = partners

    def of_party(self, provider: ProviderName, kind: PartyKind, party: PartyId) -> Link | None:
        return next((link for link in self.all(provider) if (link.kind, link.party) == (kind, party)), None)

    def of_parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Link]:
        return {one.party: one for one in self.all(provider) if one.kind is kind and one.party in parties}

    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Link]:
        return {partner: self._rows[provider, partner] for partner in partners if (provider, partner) in self._rows}

    def all(self, provider: ProviderName) -> Sequence[Link]:
        return [link for (owner, _), link in sorted(self._rows.items(), key=lambda item: item[0]) if owner == provider]

    def save(self, provider: ProviderName, link: Link) -> None:
        self._need(provider, link.partner)
        if earlier := self.of_party(provider, link.kind, link.party):
            self._rows.drop((provider, earlier.partner))
        self._rows.put((provider, link.partner), link)
        self._suggestions.drop((provider, link.partner))
        for key, (kind, one) in list(self._suggestions.items()):
            if (key[0], kind, one.right_id) == (provider, link.kind, link.party):
                self._suggestions.drop(key)

    def remove(self, provider: ProviderName, partner: PartnerId) -> None:
        self._rows.drop((provider, partner))

    def reject(self, provider: ProviderName, partner: PartnerId, party: PartyId) -> None:
        self._need(provider, partner)
        self._rejections.put((provider, partner, party), None)
        suggested = self._suggestions.get((provider, partner))
        if suggested and suggested[1].right_id == party:
            self._suggestions.drop((provider, partner))

    def rejected(self, provider: ProviderName) -> frozenset[tuple[PartnerId, PartyId]]:
        return frozenset((partner, party) for owner, partner, party in self._rejections if owner == provider)

    def _need(self, provider: ProviderName, partner: PartnerId) -> None:
        if (provider, partner) not in self._partners:
            raise NotFound(record="partner", id=partner)
