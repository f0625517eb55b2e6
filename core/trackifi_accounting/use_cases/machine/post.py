"""The one place that books an invoice at a provider."""

from dataclasses import replace
from datetime import datetime

from trackifi_accounting.domain.deliveries import Delivery, DeliveryState
from trackifi_accounting.domain.drafts import Draft
from trackifi_accounting.domain.integrations import Integration
from trackifi_accounting.errors import (
    AccountingError,
    ConfigurationError,
    RecordError,
    TemporaryError,
)
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.use_cases.machine.fences import PERMISSION, Fences
from trackifi_accounting.use_cases.machine.journal import Journal


class Post:
    """Intent, fence, one request, outcome. Nobody else calls ``create``.

    The caller has just looked the invoice up and found nothing, or has proof of its absence.
    """

    def __init__(self, *, journal: Journal, fences: Fences) -> None:
        self._journal = journal
        self._fences = fences

    def __call__(self, integration: Integration, connection: Connection, delivery: Delivery) -> Delivery:
        """Send the frozen payload once. Raises: DeliveryInProgress when somebody else got here first."""
        try:
            self._fences.permit()
        except TemporaryError as error:
            return self._journal.stopped(delivery, error)
        intent = self._journal.write(self._intent(integration, delivery))
        try:
            fence = self._fences.put_up(integration, intent, until=_end(intent))
            remote = connection.accounting.create(_frozen(intent), fence=fence)
        except (RecordError, TemporaryError, ConfigurationError) as error:
            return self._refused(delivery, intent, error)
        except AccountingError:
            return self._journal.doubtful(intent)
        return self._journal.sent(intent, remote, adopted=False)

    def _intent(self, integration: Integration, delivery: Delivery) -> Delivery:
        now = self._journal.now()
        return replace(
            delivery,
            state=DeliveryState.SENDING,
            attempts=delivery.attempts + 1,
            sent_at=delivery.sent_at or now,
            not_after=now + PERMISSION,
            intended_at=now,
            epoch=integration.epoch,
            problems=(),
            told_absent=False,
            due=now + PERMISSION,
        )

    def _refused(self, before: Delivery, intent: Delivery, error: AccountingError) -> Delivery:
        """This attempt certainly booked nothing. Earlier doubtful ones may have: then looking goes on."""
        if isinstance(error, RecordError) and not before.doubtful:
            return self._journal.stopped(intent, error)
        still_looking = before.doubtful or before.told_absent
        state = DeliveryState.CHECKING if still_looking else DeliveryState.READY
        # A person's word for one more attempt is not used up by a request that never left.
        word = before.told_absent
        return self._journal.stopped(replace(intent, state=state, clean_looks=(), told_absent=word), error)


def _end(intent: Delivery) -> datetime:
    assert intent.not_after is not None, "the permission's end is written with the intent"
    return intent.not_after


def _frozen(intent: Delivery) -> Draft:
    assert intent.payload is not None, "the payload is frozen with the intent"
    assert intent.totals is not None, "the totals are frozen with the intent"
    return Draft(payload=intent.payload, totals=intent.totals)
