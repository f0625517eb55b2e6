"""Which invoices a list shows: all, or those of one filter, each a page at a time."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.batches.batches import MOST_INVOICES
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.invoices.invoices import SENDABLE, Invoice, InvoiceStatus
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow, fits
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName

from trackifi_accounting_adapters.container import Container

ROWS: Final = 50
PORTION: Final = 200
SCANNED: Final = 1000
"""Invoices that one page looks at where nothing but looking tells which belong to it."""


class InvoiceShow(StrEnum):
    """Which invoices are shown."""

    ALL = "all"
    SENDABLE = "sendable"
    ATTENTION = "attention"
    ON_THEIR_WAY = "on_their_way"
    SENT = "sent"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceListQuery:
    """What the address asks for; ``provider`` is whose view the filter takes, ``start`` counts invoices."""

    show: InvoiceShow
    provider: ProviderName | None
    text: str
    start: int

    def parts(self, *, start: int = 0) -> dict[str, object]:
        """The same for an address."""
        show = "" if self.show is InvoiceShow.ALL else self.show
        return {"show": show, "provider": self.provider or "", "text": self.text, "start": start or ""}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A page of invoices; ``following`` is where the next one starts, None when this is the last."""

    invoices: Sequence[Invoice]
    following: int | None


Belongs = Callable[[Delivery | None, Link | None], bool]


class InvoicePages:
    """The pages of one company's invoices of one kind, the newest first."""

    def __init__(self, container: Container, company: CompanyId, kind: PartyKind) -> None:
        self._container = container
        self._company = company
        self._kind = kind

    def page(self, asked: InvoiceListQuery) -> Listed:
        """The invoices asked for; without a provider there are no filters."""
        if asked.show is InvoiceShow.ALL or asked.provider is None:
            found = self._find(asked.text, limit=ROWS + 1, offset=asked.start)
            return Listed(invoices=found[:ROWS], following=_following(asked.start, len(found)))
        if asked.show is InvoiceShow.SENDABLE:
            return self._scan(asked, asked.provider, _sendable, statuses=SENDABLE[self._kind], judged=True)
        show = DeliveryShow(asked.show)
        if asked.text:
            return self._scan(asked, asked.provider, lambda delivery, _: delivery is not None and fits(show, delivery))
        return self._delivered(asked.provider, show, asked.start)

    def every(self, asked: InvoiceListQuery) -> list[InvoiceId]:
        """All that a filter shows, over its pages; as many as may be sent together."""
        found: list[InvoiceId] = []
        start: int | None = asked.start
        while start is not None and len(found) < MOST_INVOICES:
            listed = self.page(replace(asked, start=start))
            found += [one.id for one in listed.invoices]
            start = listed.following
        return found[:MOST_INVOICES]

    def _find(
        self, text: str, *, limit: int, offset: int, statuses: Collection[InvoiceStatus] = ()
    ) -> Sequence[Invoice]:
        host = self._container.host()
        return host.find_invoices(self._company, self._kind, text=text, statuses=statuses, limit=limit, offset=offset)

    def _delivered(self, provider: ProviderName, show: DeliveryShow, start: int) -> Listed:
        lists = self._container.delivery_lists()
        found = lists.page(self._company, provider, kind=self._kind, show=show, limit=ROWS + 1, offset=start)
        ids = [one.invoice for one in found[:ROWS]]
        known = self._container.host().some_invoices(self._company, self._kind, ids)
        return Listed(invoices=[known[one] for one in ids if one in known], following=_following(start, len(found)))

    def _scan(
        self,
        asked: InvoiceListQuery,
        provider: ProviderName,
        belongs: Belongs,
        *,
        statuses: Collection[InvoiceStatus] = (),
        judged: bool = False,
    ) -> Listed:
        """Look at invoices until the page is full, or enough was looked at: then the next page looks further.

        With ``judged`` only those belong against which the gate knows nothing.
        """
        found: list[Invoice] = []
        for start in range(asked.start, asked.start + SCANNED, PORTION):
            some = self._find(asked.text, limit=PORTION, offset=start, statuses=statuses)
            belonging = self._belonging(provider, some, belongs)
            for place, one in self._passing(provider, belonging) if judged else belonging:
                if len(found) == ROWS:
                    return Listed(invoices=found, following=start + place)
                found.append(one)
            if len(some) < PORTION:
                return Listed(invoices=found, following=None)
        return Listed(invoices=found, following=asked.start + SCANNED)

    def _passing(self, provider: ProviderName, some: list[tuple[int, Invoice]]) -> Iterator[tuple[int, Invoice]]:
        """Those that may go as far as is known here, judged a page at a time: most pages are full before the end."""
        gate, integration = self._container.gate(), self._container.sessions().integration(self._company, provider)
        for start in range(0, len(some), ROWS):
            part = some[start : start + ROWS]
            reasons = gate.here(integration, [one for _, one in part])
            yield from ((place, one) for place, one in part if not reasons[one.id])

    def _belonging(
        self, provider: ProviderName, some: Sequence[Invoice], belongs: Belongs
    ) -> list[tuple[int, Invoice]]:
        with self._container.store().read(self._company) as work:
            deliveries = work.deliveries.of_invoices(provider, self._kind, [one.id for one in some])
            links = work.links.of_parties(provider, self._kind, {one.party for one in some})
        return [(place, one) for place, one in enumerate(some) if belongs(deliveries.get(one.id), links.get(one.party))]


def _sendable(delivery: Delivery | None, link: Link | None) -> bool:
    return delivery is None and link is not None and link.stale is None


def _following(start: int, found: int) -> int | None:
    return start + ROWS if found > ROWS else None
