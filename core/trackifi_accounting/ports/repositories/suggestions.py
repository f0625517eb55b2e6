"""Kept suggestions, and what matching has seen; both of one company."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from trackifi_accounting.domain.matching.state import Matched, MatchingState
from trackifi_accounting.domain.matching.suggestions import Band, Suggestion
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartnerId, PartyId, ProviderName


class Suggestions(ABC):
    """The repository of suggestions: whom each business partner may be; at most one for each.

    Never here: one whose partner or party has a link, or whose pair was rejected. Saving a link and rejecting a pair
    take it away in the same transaction.
    """

    @abstractmethod
    def replace(
        self,
        provider: ProviderName,
        kind: PartyKind,
        suggestions: Iterable[Suggestion],
        *,
        partners: Collection[PartnerId],
    ) -> None:
        """These partners have these suggestions now and no others, but for those that may not be here."""

    @abstractmethod
    def of_partners(self, provider: ProviderName, partners: Collection[PartnerId]) -> dict[PartnerId, Suggestion]:
        """The suggestions for these partners."""

    @abstractmethod
    def partners_of(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> set[PartnerId]:
        """The partners that one of these parties is suggested for."""

    @abstractmethod
    def page(
        self, provider: ProviderName, kind: PartyKind, *, limit: int = 100, offset: int = 0
    ) -> Sequence[Suggestion]:
        """Suggestions by the partner's id."""

    @abstractmethod
    def count(self, provider: ProviderName) -> dict[Band, int]:
        """How many there are in each band; a band that none is in is left out."""


class Matching(ABC):
    """The repository of matching's state: what is to be matched again, and the parties as they were matched last."""

    @abstractmethod
    def state(self, provider: ProviderName) -> MatchingState:
        """How far it is; a new state before the first mark."""

    @abstractmethod
    def mark(self, provider: ProviderName, *, due: datetime, since: datetime | None = None) -> None:
        """Have it matched again at ``due`` or earlier; records may have changed from ``since`` on.

        To be called in the transaction that changes something, or after it. The earlier of two times is kept.
        """

    @abstractmethod
    def unmark(self, provider: ProviderName) -> None:
        """Nothing is due any more; what was marked is matched with the next mark."""

    @abstractmethod
    def claim(
        self, provider: ProviderName, *, now: datetime, until: datetime, afresh: bool = False
    ) -> MatchingState | None:
        """Begin; gives the state as it was before, or None when somebody else is at it.

        The claim ends by itself at ``until``, and then is due again. ``afresh`` forgets that anything was matched,
        so that a matching of everything which breaks off is begun again.
        """

    @abstractmethod
    def go_on(self, provider: ProviderName, *, until: datetime, done: int, total: int) -> None:
        """Tell how far it is, and keep the claim until then."""

    @abstractmethod
    def finish(self, provider: ProviderName, *, matched_at: datetime) -> None:
        """End the claim; what was marked since it began stays marked."""

    @abstractmethod
    def parties(self, provider: ProviderName, kind: PartyKind, parties: Collection[PartyId]) -> dict[PartyId, Matched]:
        """Those of the parties that were matched, as they were then."""

    @abstractmethod
    def links(self, provider: ProviderName, kind: PartyKind) -> dict[PartyId, PartnerId]:
        """The links as they were then."""

    @abstractmethod
    def keep(self, provider: ProviderName, kind: PartyKind, parties: Mapping[PartyId, Matched | None]) -> None:
        """These were matched; None for one that is not to be suggested any more."""
