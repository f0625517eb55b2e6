"""Moves a delivery on as far as it goes now; safe to run any number of times, by anyone."""

from datetime import timedelta

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.values import log_context
from trackifi_accounting.plugins.offer import Connection, ProviderPlugin
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
        plugin: ProviderPlugin,
        integration: Integration,
        connection: Connection,
        delivery: Delivery,
        *,
        looked: LookUpResult | None = None,
    ) -> Delivery:
        """Raises: DeliveryInProgress when somebody else is moving it."""
        with log_context.about(company=delivery.company, kind=delivery.kind, invoice=delivery.invoice):
            return self._advance(plugin, integration, connection, delivery, looked)

    def _advance(
        self,
        plugin: ProviderPlugin,
        integration: Integration,
        connection: Connection,
        delivery: Delivery,
        looked: LookUpResult | None,
    ) -> Delivery:
        known = delivery.settled
        if delivery.state is DeliveryState.SENDING and self._lost(delivery):
            delivery = self._journal.doubtful(delivery)
        if delivery.state is DeliveryState.READY:
            limit = plugin.document_limit
            delivery = self._create(integration, connection, delivery, document_limit=limit, looked=looked)
        if delivery.state is DeliveryState.CHECKING:
            delivery = self._check(integration, connection, delivery, creation=plugin.creation)
        if delivery.settled:
            window = max(window_of(plugin.creation), UPLOAD)
            delivery = self._attach(integration, connection, delivery, window=window, look=known)
        return delivery

    def _lost(self, delivery: Delivery) -> bool:
        return delivery.not_after is None or self._journal.now() >= delivery.not_after + LOST
