"""The deliveries of one company."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from datetime import datetime

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.references import (
    InvoiceId,
    InvoiceNumber,
    ProviderName,
    RemoteInvoiceId,
)


class Deliveries(ABC):
    """The repository of deliveries; at most one for each kind and invoice, and one for each natural key."""

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
            InvoiceRejected: ``number_used_twice``, another delivery holds the natural key that it would get;
                ``held_already``, another delivery, of any company, has its invoice at the provider.
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
    def of_numbers(
        self, provider: ProviderName, kind: PartyKind, numbers: Collection[InvoiceNumber]
    ) -> Sequence[Delivery]:
        """Deliveries of these numbers, whatever their partner, in any order."""

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
    def tally(self, provider: ProviderName, *, kind: PartyKind | None = None) -> dict[DeliveryShow, int]:
        """How many each filter of ``page`` shows; all filters are there."""

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
    def held(self, delivery: Delivery, ids: Collection[RemoteInvoiceId]) -> frozenset[RemoteInvoiceId]:
        """Those of the invoices in the delivery's ``remote_company`` that any other delivery of the installation has.

        It reaches other companies, and tells nothing of them but this.
        """

    @abstractmethod
    def at_provider(
        self,
        provider: ProviderName,
        *,
        requested_since: datetime,
        after: RemoteInvoiceId | None = None,
        limit: int = 200,
    ) -> Sequence[Delivery]:
        """Sent deliveries that were asked for then or later, by the id at the provider as text, after the given one.

        ``limit`` of them, and those that share the last one's id.
        """
