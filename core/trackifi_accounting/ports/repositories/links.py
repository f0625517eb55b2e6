"""Which partner is which customer or freelancer, within one company."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence

from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import (
    PartnerId,
    PartyId,
    ProviderName,
)


class Links(ABC):
    """The repository of saved links; a party has at most one with a provider, and so has a partner."""

    @abstractmethod
    def of_party(self, provider: ProviderName, kind: PartyKind, party: PartyId) -> Link | None:
        """The party's link."""

    @abstractmethod
    def of_parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Link]:
        """The links of these parties."""

    @abstractmethod
    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Link]:
        """The links of these partners."""

    @abstractmethod
    def all(self, provider: ProviderName) -> Sequence[Link]:
        """Every saved link with the provider, stale ones included."""

    @abstractmethod
    def save(self, provider: ProviderName, link: Link) -> None:
        """Keep it in place of an earlier link of the same party or the same partner; suggestions of both go.

        Raises: NotFound when the company has no such partner, not even one that is gone.
        """

    @abstractmethod
    def remove(self, provider: ProviderName, partner: PartnerId) -> None:
        """Take the partner's link away; twice is fine."""

    @abstractmethod
    def reject(self, provider: ProviderName, partner: PartnerId, party: PartyId) -> None:
        """Never suggest this pair again; its suggestion goes; twice is fine.

        Raises: NotFound when there is no such partner.
        """

    @abstractmethod
    def rejected(self, provider: ProviderName) -> frozenset[tuple[PartnerId, PartyId]]:
        """Every rejected pair."""
