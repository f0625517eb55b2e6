"""The one place that books an invoice at a provider."""

from dataclasses import replace
from datetime import timedelta

from trackifi_accounting.domain.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.drafts import Draft
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.domain.remote import RemoteInvoice
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    NotActivated,
    ProviderUnavailable,
    RecordError,
    TemporaryError,
)
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.journal import Journal

PERMISSION = timedelta(seconds=10)
"""How long after the intent was written the request may still start."""


class Post:
    """Intent, fence, one request, outcome. Nobody else calls ``create``.

    The caller has just looked the invoice up and found nothing, or has proof of its absence.
    """

    def __init__(self, *, journal: Journal, store: Store, clock: Clock) -> None:
        self._journal = journal
        self._store = store
        self._clock = clock

    def __call__(self, integration: Integration, connection: Connection, delivery: Delivery) -> Delivery:
        """Send the frozen payload once. Raises: DeliveryInProgress when somebody else got here first."""
        expires = self._clock.monotonic() + PERMISSION.total_seconds()
        intent = self._journal.write(self._intent(integration, delivery))
        try:
            remote = self._request(integration, connection, intent, expires=expires)
        except (RecordError, TemporaryError, ConfigurationError) as error:
            return self._refused(delivery, intent, error)
        except AccountingError:
            return self._journal.doubtful(intent)
        return self._journal.sent(intent, remote, adopted=False)

    def _intent(self, integration: Integration, delivery: Delivery) -> Delivery:
        now = self._clock.now()
        return replace(
            delivery,
            state=DeliveryState.SENDING,
            attempts=delivery.attempts + 1,
            sent_at=delivery.sent_at or now,
            not_after=now + PERMISSION,
            epoch=integration.epoch,
            problems=(),
            due=now + PERMISSION,
        )

    def _request(
        self, integration: Integration, connection: Connection, intent: Delivery, *, expires: float
    ) -> RemoteInvoice:
        assert intent.payload is not None, "the payload is frozen with the intent"
        assert intent.totals is not None, "the totals are frozen with the intent"
        self._fence(integration, expires=expires)
        return connection.accounting.create(Draft(payload=intent.payload, totals=intent.totals))

    def _fence(self, integration: Integration, *, expires: float) -> None:
        """Right before the write: is the permission still good, the integration still on, the key still the same?"""
        with self._store.begin(integration.company) as work:
            now = work.integrations.get(integration.provider)
        if now is None or not now.usable or now.epoch != integration.epoch:
            raise NotActivated(provider=integration.provider)
        if now.key_generation != integration.key_generation or self._clock.monotonic() >= expires:
            raise ProviderUnavailable("provider_unavailable", provider=integration.provider)

    def _refused(self, before: Delivery, intent: Delivery, error: AccountingError) -> Delivery:
        """This attempt certainly booked nothing. Earlier doubtful ones may have: then looking goes on."""
        if isinstance(error, RecordError) and not before.doubtful:
            return self._journal.stopped(intent, error)
        state = DeliveryState.CHECKING if before.doubtful else DeliveryState.READY
        return self._journal.stopped(replace(intent, state=state, clean_looks=()), error)
