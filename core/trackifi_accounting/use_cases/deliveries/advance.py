"""Moves a delivery on as far as it goes now; safe to run any number of times, by anyone."""

from datetime import timedelta

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values import log_context
from trackifi_accounting.use_cases.connections.opened import OpenIntegration
from trackifi_accounting.use_cases.deliveries.attach import Attach
from trackifi_accounting.use_cases.deliveries.check import Check, window_of
from trackifi_accounting.use_cases.deliveries.create import Create
from trackifi_accounting.use_cases.deliveries.fences import LOST
from trackifi_accounting.use_cases.deliveries.journal import Journal
from trackifi_accounting.use_cases.deliveries.look_up import LookUpResult

UPLOAD = timedelta(minutes=15)
"""A PDF whose upload ended in doubt may still appear so long."""


class Advance:
    """The machine: the invoice first, its PDF once the invoice is proven to be there."""

    def __init__(self, *, journal: Journal, create: Create, check: Check, attach: Attach) -> None:
        self._journal = journal
        self._create = create
        self._check = check
        self._attach = attach

    def __call__(
        self,
        books: OpenIntegration,
        delivery: Delivery,
        *,
        looked: LookUpResult | None = None,
        invoice: Invoice | None = None,
    ) -> Delivery:
        """``invoice`` is the delivery's where it was just read. Raises: DeliveryInProgress, when another moves it."""
        with log_context.about(company=delivery.company, kind=delivery.kind, invoice=delivery.invoice):
            return self._advance(books, delivery, looked, invoice)

    def _advance(
        self, books: OpenIntegration, delivery: Delivery, looked: LookUpResult | None, invoice: Invoice | None
    ) -> Delivery:
        known = delivery.settled
        if delivery.state is DeliveryState.SENDING and self._lost(delivery):
            delivery = self._journal.doubtful(delivery)
        if delivery.state is DeliveryState.READY:
            delivery = self._create(books, delivery, looked=looked, invoice=invoice)
        if delivery.state is DeliveryState.CHECKING:
            delivery = self._check(books, delivery)
        if delivery.settled:
            window = max(window_of(books.plugin.creation), UPLOAD)
            delivery = self._attach(books, delivery, window=window, look=known)
        return delivery

    def _lost(self, delivery: Delivery) -> bool:
        return delivery.not_after is None or self._journal.now() >= delivery.not_after + LOST
