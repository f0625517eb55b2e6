"""The repositories of a unit of work; each sees one company only."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from trackifi_accounting.domain.audit import AuditEntry
from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.links import Link
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.products import Product
from trackifi_accounting.domain.references import (
    InvoiceId,
    PartnerId,
    PartyId,
    ProductId,
    ProviderName,
    RemoteInvoiceId,
)
from trackifi_accounting.domain.remote import InvoiceKey
from trackifi_accounting.domain.showing import DeliveryShow


class Integrations(ABC):
    """The company's integrations."""

    @abstractmethod
    def get(self, provider: ProviderName) -> Integration | None:
        """The integration, or None before the first activation."""

    @abstractmethod
    def put(self, integration: Integration) -> None:
        """Keep it in place of the earlier one."""


class LinkFilter(StrEnum):
    """Which rows of the Business Partners tab are asked for; stale is not linked, suggested is unlinked, too."""

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
    """Imported business partners of one provider."""

    @abstractmethod
    def upsert(self, provider: ProviderName, partners: Iterable[BusinessPartner], *, seen_at: datetime) -> int:
        """Insert or replace by id; gives how many. Streams: the iterable is never held whole.

        Those that are new, differ or were gone count as changed at ``seen_at``.
        """

    @abstractmethod
    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        """After a complete pass, begun ``before``: those seen earlier are gone, changed then; gives how many."""

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


class Products(ABC):
    """Imported products of one provider."""

    @abstractmethod
    def upsert(self, provider: ProviderName, products: Iterable[Product], *, seen_at: datetime) -> int:
        """Insert or replace by id; gives how many."""

    @abstractmethod
    def mark_unseen_gone(self, provider: ProviderName, *, before: datetime) -> int:
        """After a complete pass: products last seen earlier are gone; gives how many."""

    @abstractmethod
    def get(self, provider: ProviderName, product: ProductId) -> Product | None:
        """The product, or None when it is not here or gone."""

    @abstractmethod
    def page(self, provider: ProviderName, *, limit: int = 100, offset: int = 0) -> Sequence[Product]:
        """Active products by name and id."""

    @abstractmethod
    def count(self, provider: ProviderName) -> int:
        """How many active products there are."""


class Links(ABC):
    """Saved links; a party has at most one with a provider, and so has a partner."""

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
        """Every link."""

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


class Deliveries(ABC):
    """Deliveries; at most one for each kind and invoice, and one for each natural key."""

    @abstractmethod
    def get(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery | None:
        """The invoice's delivery, or None when it was never asked for."""

    @abstractmethod
    def add(self, delivery: Delivery) -> bool:
        """Insert it; False, and nothing is changed, when the invoice or its natural key has a delivery already.

        Raises: NotFound when it names a partner that is not here.
        """

    @abstractmethod
    def replace(self, delivery: Delivery) -> bool:
        """Write it if the stored one still has its ``version``; then the stored version is one higher.

        False, and nothing is changed, when somebody else was faster. To stay in a state is always allowed.

        Raises:
            ValueError: the transition is not in ``deliveries.ALLOWED``.
            InvoiceRejected: ``number_used_twice``, another delivery holds the natural key that it would get.
            NotFound: it names a partner that is not here.
        """

    @abstractmethod
    def withdraw(self, delivery: Delivery) -> bool:
        """Take away one that is Excluded before anybody asked for it, if the stored one still has its ``version``.

        False, and nothing is changed, when somebody else was faster. Raises: ValueError for any other delivery.
        """

    @abstractmethod
    def of_key(self, provider: ProviderName, key: InvoiceKey) -> Delivery | None:
        """The delivery that holds this natural key; a freelancer's delivery holds none until its partner is known."""

    @abstractmethod
    def unfinished(self, provider: ProviderName) -> Sequence[Delivery]:
        """Deliveries that are Ready, Sending or Checking, or Sent while their PDF is Waiting, Sending or Checking."""

    @abstractmethod
    def due(self, now: datetime, *, limit: int = 100) -> Sequence[Delivery]:
        """Deliveries of every provider whose time has come.

        In this order: what is on its way and has to be looked for, PDFs of sent invoices, new invoices; the longest
        waiting first in each.
        """

    @abstractmethod
    def of_invoices(
        self, provider: ProviderName, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> dict[InvoiceId, Delivery]:
        """The deliveries of these invoices; those that were never asked for are left out."""

    @abstractmethod
    def page(
        self,
        provider: ProviderName,
        *,
        kind: PartyKind | None = None,
        show: DeliveryShow = DeliveryShow.ALL,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Delivery]:
        """Deliveries, the newest request first."""

    @abstractmethod
    def count(self, provider: ProviderName) -> dict[str, int]:
        """How many there are in each state, PDF states as ``pdf_<state>``; a state that none is in is left out.

        Those whose question a person has left open count as ``left``, not as needing attention.
        """

    @abstractmethod
    def known_sent(self, provider: ProviderName, kind: PartyKind, *, other_than: InvoiceId) -> Delivery | None:
        """Some delivery of the kind, lately proven to be at the provider: the control of a look-up. None if none."""

    @abstractmethod
    def first_sent(self, provider: ProviderName, *, after: datetime) -> datetime | None:
        """When the first of the sent deliveries that were begun after that was begun; None when there is none.

        One whose invoice was found there, without a request that we know of, counts from when it was asked for: the
        request may be one that a restored backup has forgotten.
        """

    @abstractmethod
    def of_remote(self, provider: ProviderName, ids: Collection[RemoteInvoiceId]) -> dict[RemoteInvoiceId, Delivery]:
        """The sent deliveries of these invoices at the provider; ids that are none of ours are left out."""

    @abstractmethod
    def at_provider(
        self,
        provider: ProviderName,
        *,
        requested_since: datetime,
        after: RemoteInvoiceId | None = None,
        limit: int = 200,
    ) -> Sequence[Delivery]:
        """Sent deliveries that were asked for then or later, by the id at the provider as text, after the given one."""


class Audit(ABC):
    """The company's trail; only ever added to."""

    @abstractmethod
    def add(self, entry: AuditEntry) -> None:
        """Write an entry in this transaction."""

    @abstractmethod
    def page(self, *, limit: int = 100, offset: int = 0) -> Sequence[AuditEntry]:
        """Entries, the newest first."""
