"""Deliveries as lists show them: which there are, how many, where each stands, and what was sent beside what is now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow, fits, unseen
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, ProviderName
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.store import Store


class DeliveryStatus(StrEnum):
    """The status of an invoice, its PDF included: one word for each chip, each column and each answer."""

    NOT_SENT = "not_sent"
    QUEUED = "queued"
    RETRY = "retry"
    SENDING = "sending"
    CHECKING = "checking"
    ATTENTION = "attention"
    EXCLUDED = "excluded"
    LEFT = "left"
    REMOVED = "removed"
    DIFFERS = "differs"
    ATTACHED = "attached"
    PDF_SENDING = "pdf_sending"
    PDF_CHECKING = "pdf_checking"
    PDF_MISSING = "pdf_missing"


_STATES: Final = {
    DeliveryState.SENDING: DeliveryStatus.SENDING,
    DeliveryState.CHECKING: DeliveryStatus.CHECKING,
    DeliveryState.NEEDS_ATTENTION: DeliveryStatus.ATTENTION,
    DeliveryState.EXCLUDED: DeliveryStatus.EXCLUDED,
}
_PDF: Final = {
    PdfState.ATTACHED: DeliveryStatus.ATTACHED,
    PdfState.SENDING: DeliveryStatus.PDF_SENDING,
    PdfState.CHECKING: DeliveryStatus.PDF_CHECKING,
}


def stands(delivery: Delivery | None) -> DeliveryStatus:
    """Where it stands; None was never asked for."""
    if delivery is None:
        return DeliveryStatus.NOT_SENT
    if delivery.left:
        return DeliveryStatus.LEFT
    if delivery.remote_state is RemoteState.REMOVED:
        return DeliveryStatus.REMOVED
    if delivery.state is DeliveryState.SENT:
        return DeliveryStatus.DIFFERS if unseen(delivery) else _PDF.get(delivery.pdf_state, DeliveryStatus.PDF_MISSING)
    return _ready(delivery) if delivery.state is DeliveryState.READY else _STATES[delivery.state]


def _ready(delivery: Delivery) -> DeliveryStatus:
    if not delivery.problems:
        return DeliveryStatus.QUEUED
    return DeliveryStatus.RETRY if delivery.due else DeliveryStatus.ATTENTION


def needs_attention(delivery: Delivery | None) -> bool:
    """Whether somebody has to look at it."""
    return delivery is not None and fits(DeliveryShow.ATTENTION, delivery)


def problems_of(delivery: Delivery) -> tuple[Problem, ...]:
    """What there is to look at: nothing of an excluded one, and nothing that a person has seen."""
    if delivery.exclusion:
        return ()
    return delivery.told


def sent_totals(delivery: Delivery | None, invoice: Invoice) -> Totals | None:
    """What was sent, where Trackifi has another sum now; None where the two are the same, or nothing is sent."""
    sent = delivery.totals if delivery and delivery.settled else None
    return None if sent is None or sent == invoice.totals else sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The counts of a list: how many deliveries each filter shows."""

    shows: Mapping[DeliveryShow, int]

    def __getitem__(self, show: DeliveryShow) -> int:
        return self.shows[show]


class DeliveryLists:
    """The lists of one company's deliveries at one provider; every list and every count goes through here."""

    def __init__(self, *, store: Store) -> None:
        self._store = store

    def page(
        self,
        company: CompanyId,
        provider: ProviderName,
        *,
        kind: PartyKind | None = None,
        show: DeliveryShow = DeliveryShow.ALL,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Delivery]:
        """A page of what a filter shows, the newest request first."""
        with self._store.read(company) as work:
            return work.deliveries.page(provider, kind=kind, show=show, limit=limit, offset=offset)

    def count(self, company: CompanyId, provider: ProviderName, *, kind: PartyKind | None = None) -> Counted:
        """How many each filter shows, in one look."""
        with self._store.read(company) as work:
            return Counted(shows=work.deliveries.tally(provider, kind=kind))

    def one(self, company: CompanyId, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery:
        """An invoice's delivery. Raises: NotFound."""
        with self._store.read(company) as work:
            delivery = work.deliveries.get(provider, kind, invoice)
        if delivery is None:
            raise NotFound(record="delivery", id=invoice)
        return delivery
