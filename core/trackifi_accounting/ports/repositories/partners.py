"""The business partners of one company, and the rows of its Business Partners tab."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.values.references import (
    PartnerId,
    ProviderName,
)


class LinkFilter(StrEnum):
    """A filter of the Business Partners tab; stale is not linked, suggested is unlinked, too."""

    ALL = "all"
    UNLINKED = "unlinked"
    SUGGESTED = "suggested"
    LINKED = "linked"
    STALE = "stale"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerQuery:
    """A page of the Business Partners tab; ``text`` is part of a name or business id, case ignored.

    ``inactive`` adds partners that are not active; those that are linked are on the page in any case.
    """

    role: PartnerRole | None = None
    linked: LinkFilter = LinkFilter.ALL
    text: str = ""
    inactive: bool = False
    limit: int = 50
    offset: int = 0


class Partners(ABC):
    """The repository of one provider's imported business partners."""

    @abstractmethod
    def upsert(self, provider: ProviderName, partners: Iterable[BusinessPartner], *, seen_at: datetime) -> int:
        """Insert or replace by id; gives how many. Streams: the iterable is never held whole.

        Those that are new, differ or were gone count as changed at ``seen_at``.
        """

    @abstractmethod
    def mark_unseen_gone(
        self, provider: ProviderName, *, before: datetime, roles: Collection[PartnerRole] = tuple(PartnerRole)
    ) -> int:
        """After a complete pass of these registers, begun ``before``: those seen earlier are gone, changed then.

        Gives how many.
        """

    @abstractmethod
    def mark_changed(self, provider: ProviderName, partners: Collection[PartnerId], *, at: datetime) -> None:
        """Let the partners count as changed, though they are as they were."""

    @abstractmethod
    def changed(self, provider: ProviderName, role: PartnerRole, *, since: datetime) -> Sequence[PartnerId]:
        """Those of a register that changed then or later, inactive and gone ones, too."""

    @abstractmethod
    def get(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        """Those of the ids that are here and not gone."""

    @abstractmethod
    def ever(self, provider: ProviderName, ids: Collection[PartnerId]) -> dict[PartnerId, BusinessPartner]:
        """Those of the ids that were ever imported; gone ones as they were, too."""

    @abstractmethod
    def alike(self, provider: ProviderName, partners: Collection[BusinessPartner]) -> Sequence[BusinessPartner]:
        """Active ones with the name, case ignored, or the business id of one of these; some hundreds at the most."""

    @abstractmethod
    def every(
        self, provider: ProviderName, role: PartnerRole, *, after: PartnerId | None = None, limit: int | None = None
    ) -> Iterator[BusinessPartner]:
        """All active ones of a register, by id, streamed; or so many of them with a larger id than ``after``."""

    @abstractmethod
    def page(self, provider: ProviderName, query: PartnerQuery) -> Sequence[BusinessPartner]:
        """One page, by name and id; gone partners only where a link still names them."""

    @abstractmethod
    def count(self, provider: ProviderName, query: PartnerQuery) -> int:
        """How many rows the query has over all its pages."""
