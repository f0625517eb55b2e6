"""Double of the repository of deliveries."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter

from trackifi_accounting.domain.deliveries.deliveries import (
    ALLOWED,
    Delivery,
    DeliveryState,
    PdfState,
    counted_as,
    priority_of,
    withdrawable,
)
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow, fits
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    ProviderName,
    RemoteInvoiceId,
)
from trackifi_accounting.errors import InvoiceRejected, NotFound
from trackifi_accounting.ports.repositories.deliveries import Deliveries
from trackifi_accounting.testing.doubles.store.register import PartnerRows
from trackifi_accounting.testing.doubles.store.rows import Rows

Place = tuple[ProviderName, PartyKind, InvoiceId]
LONG_AGO = datetime.min.replace(tzinfo=UTC)


class MemoryDeliveries(Deliveries):
    """One company's deliveries; ``numbers`` says which invoice holds a natural key, ``everyone`` gives all of them."""

    def __init__(
        self,
        company: CompanyId,
        rows: Rows[Place, Delivery],
        numbers: Rows[tuple[ProviderName, InvoiceKey], InvoiceId],
        partners: PartnerRows,
        everyone: Callable[[], Iterator[Delivery]],
    ) -> None:
        self._company = company
        self._rows = rows
        self._numbers = numbers
        self._partners = partners
        self._everyone = everyone

    def get(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery | None:
        return self._rows.get((provider, kind, invoice))

    def add(self, delivery: Delivery) -> bool:
        self._refuse_foreign(delivery)
        if _place(delivery) in self._rows or self._is_held(delivery.claim, delivery):
            return False
        self._keep(delivery)
        return True

    def replace(self, delivery: Delivery) -> bool:
        self._refuse_foreign(delivery)
        stored = self._rows.get(_place(delivery))
        if stored is None or stored.version != delivery.version:
            return False
        if delivery.state is not stored.state and delivery.state not in ALLOWED[stored.state]:
            raise ValueError(f"a delivery can't go from {stored.state} to {delivery.state}")
        claim, before = delivery.claim, stored.claim
        if self._is_held(claim, delivery):
            raise InvoiceRejected("number_used_twice", number=delivery.number)
        if delivery.remote and self.held(delivery, [delivery.remote]):
            raise InvoiceRejected("held_already", number=delivery.number)
        if claim != before:
            self._let_go(stored.provider, before)
            self._claim(delivery, claim)
        self._rows.put(_place(delivery), replace(delivery, version=delivery.version + 1))
        return True

    def withdraw(self, delivery: Delivery) -> bool:
        self._refuse_foreign(delivery)
        if not withdrawable(delivery):
            raise ValueError("only what was excluded before anybody asked for it can be withdrawn")
        stored = self._rows.get(_place(delivery))
        if stored is None or stored.version != delivery.version:
            return False
        self._let_go(stored.provider, stored.claim)
        self._rows.drop(_place(delivery))
        return True

    def of_key(self, provider: ProviderName, key: InvoiceKey) -> Delivery | None:
        holder = self._numbers.get((provider, key))
        return None if holder is None else self._rows[provider, key.kind, holder]

    def of_numbers(
        self, provider: ProviderName, kind: PartyKind, numbers: Collection[InvoiceNumber]
    ) -> Sequence[Delivery]:
        return [one for one in self._of(provider) if one.kind is kind and one.number in numbers]

    def unfinished(self, provider: ProviderName) -> Sequence[Delivery]:
        open_states = {DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING}
        open_pdfs = {PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING}
        return [one for one in self._of(provider) if one.state in open_states or _open_pdf(one, open_pdfs)]

    def due(self, now: datetime, *, limit: int = 100) -> Sequence[Delivery]:
        waiting = [
            (priority_of(one), one.due, one.requested_at, one.invoice, one)
            for one in self._rows.values()
            if one.due and one.due <= now
        ]
        return [row[4] for row in sorted(waiting, key=lambda row: row[:4])[:limit]]

    def of_invoices(
        self, provider: ProviderName, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> dict[InvoiceId, Delivery]:
        found = {one: self._rows.get((provider, kind, one)) for one in invoices}
        return {one: delivery for one, delivery in found.items() if delivery}

    def page(
        self,
        provider: ProviderName,
        *,
        kind: PartyKind | None = None,
        show: DeliveryShow = DeliveryShow.ALL,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Delivery]:
        found = [one for one in self._of(provider) if kind in {None, one.kind} and fits(show, one)]
        found.sort(key=lambda one: (one.kind, one.invoice))
        return sorted(found, key=lambda one: one.requested_at, reverse=True)[offset : offset + limit]

    def count(self, provider: ProviderName) -> dict[str, int]:
        mine = list(self._mine(provider))
        states = Counter(counted_as(one.state, left=one.left) for one in mine)
        return dict(states + Counter(f"pdf_{one.pdf_state}" for one in mine))

    def tally(self, provider: ProviderName, *, kind: PartyKind | None = None) -> dict[DeliveryShow, int]:
        mine = [one for one in self._of(provider) if kind in {None, one.kind}]
        return {show: sum(fits(show, one) for one in mine) for show in DeliveryShow}

    def known_sent(self, provider: ProviderName, kind: PartyKind, *, other_than: InvoiceId) -> Delivery | None:
        there = [
            one
            for one in self._of(provider)
            if one.settled and one.remote and one.remote_state is not RemoteState.REMOVED
        ]
        fitting = [one for one in there if one.kind is kind and one.invoice != other_than]
        return max(fitting, key=lambda one: one.sent_at or LONG_AGO, default=None)

    def first_sent(self, provider: ProviderName, *, after: datetime) -> datetime | None:
        begun = [one.sent_at or one.requested_at for one in self._mine(provider) if one.settled]
        return min((one for one in begun if one > after), default=None)

    def of_remote(self, provider: ProviderName, ids: Collection[RemoteInvoiceId]) -> dict[RemoteInvoiceId, Delivery]:
        return {one.remote: one for one in self._mine(provider) if one.settled and one.remote and one.remote in ids}

    def held(self, delivery: Delivery, ids: Collection[RemoteInvoiceId]) -> frozenset[RemoteInvoiceId]:
        books = (delivery.provider, delivery.remote_company)
        mine = (self._company, delivery.kind, delivery.invoice)
        if delivery.remote_company is None:
            return frozenset()
        return frozenset(
            one.remote
            for one in self._everyone()
            if one.remote
            and one.remote in ids
            and (one.provider, one.remote_company) == books
            and (one.company, one.kind, one.invoice) != mine
        )

    def at_provider(
        self,
        provider: ProviderName,
        *,
        requested_since: datetime,
        after: RemoteInvoiceId | None = None,
        limit: int = 200,
    ) -> Sequence[Delivery]:
        found = [(one.remote, one) for one in self._mine(provider) if one.settled and one.remote]
        late = [
            (remote, one) for remote, one in found if one.requested_at >= requested_since and remote > (after or "")
        ]
        walk = sorted(late, key=itemgetter(0))
        return [one for place, (remote, one) in enumerate(walk) if place < limit or remote == walk[limit - 1][0]]

    def _of(self, provider: ProviderName) -> Iterator[Delivery]:
        return iter(sorted(self._mine(provider), key=lambda one: one.requested_at))

    def _mine(self, provider: ProviderName) -> Iterator[Delivery]:
        """In no order."""
        return (one for one in self._rows.values() if one.provider == provider)

    def _is_held(self, claim: InvoiceKey | None, delivery: Delivery) -> bool:
        """Whether another delivery has the number."""
        return claim is not None and self._numbers.get((delivery.provider, claim), delivery.invoice) != delivery.invoice

    def _keep(self, delivery: Delivery) -> None:
        self._rows.put(_place(delivery), delivery)
        self._claim(delivery, delivery.claim)

    def _claim(self, delivery: Delivery, claim: InvoiceKey | None) -> None:
        if claim is not None:
            self._numbers.put((delivery.provider, claim), delivery.invoice)

    def _let_go(self, provider: ProviderName, claim: InvoiceKey | None) -> None:
        if claim is not None:
            self._numbers.drop((provider, claim))

    def _refuse_foreign(self, delivery: Delivery) -> None:
        if delivery.company != self._company:
            raise ValueError("a unit of work was given another company's record")
        if delivery.partner is not None and (delivery.provider, delivery.partner) not in self._partners:
            raise NotFound(record="partner", id=delivery.partner)


def _place(delivery: Delivery) -> Place:
    return (delivery.provider, delivery.kind, delivery.invoice)


def _open_pdf(delivery: Delivery, states: set[PdfState]) -> bool:
    return delivery.settled and delivery.pdf_state in states
