"""The one place that decides whether a write which was permitted a moment ago may still leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.errors import (
    ClockApart,
    DeliveryInProgress,
    HeldUp,
    NotActivated,
    ProviderUnavailable,
    RestoredLately,
)
from trackifi_accounting.ports.attempts import Attempts, Stored
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.database_time import ALLOWED_APART, DatabaseTime
from trackifi_accounting.ports.fence import Fence

PERMISSION: Final = timedelta(seconds=10)
"""How long after the intent was written the request may still start, and how old the look before it may be by then."""
LOST: Final = timedelta(seconds=90)
"""A request so long past its permission has lost its process: none lasts longer."""
GAP: Final = timedelta(seconds=1)
"""So long at most, by a clock that counts a machine's sleep, from the question to the database to the first byte."""
ONLY_LOOKS: Final = timedelta(minutes=16)
"""After a database was put back: what it has forgotten is at the provider by then, and can be found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fence:
    integration: Integration
    intent: Delivery
    until: datetime
    attempts: Attempts
    clock: Clock

    def __call__(self) -> None:
        began = self.clock.monotonic()
        stored = self.attempts.look(self.intent)
        if stored is None or not _stands(self.intent, stored):
            raise DeliveryInProgress(number=self.intent.number)
        self._admit(stored)
        # The clock is asked last: the machine may have been asleep ever since the database was asked.
        if self.clock.monotonic() - began > GAP.total_seconds():
            raise HeldUp

    def _admit(self, stored: Stored) -> None:
        now = stored.integration
        if now is None or not now.usable or now.epoch != self.integration.epoch:
            raise NotActivated(provider=self.integration.provider)
        if now.key_generation != self.integration.key_generation or stored.at >= self.until:
            raise ProviderUnavailable("provider_unavailable", provider=self.integration.provider)
        refuse_after_restore(stored.restored_at, now=stored.at)
        refuse_apart(stored.apart)


class Fences:
    """The maker of fences: one around each write."""

    def __init__(self, *, attempts: Attempts, clock: Clock, time: DatabaseTime) -> None:
        self._attempts = attempts
        self._clock = clock
        self._time = time

    def permit(self) -> None:
        """Ask before an intent is written, so that none is written in vain. Raises: RestoredLately, ClockApart."""
        restored = self._attempts.restored_at()
        refuse_after_restore(restored, now=self._time.now())
        self.right_clock()

    def right_clock(self) -> None:
        """Ask before anything is looked up for a new invoice: this machine would not send it. Raises: ClockApart."""
        refuse_apart(self._time.apart())

    def put_up(self, integration: Integration, intent: Delivery, *, until: datetime) -> Fence:
        """A fence for the intent as it was committed; it opens until then, by the database's time."""
        self._attempts.begun(intent)
        return _Fence(integration=integration, intent=intent, until=until, attempts=self._attempts, clock=self._clock)


def _stands(intent: Delivery, stored: Stored) -> bool:
    """Whether it is this very attempt that is stored, and not what somebody else has made of it since."""
    return (stored.version, stored.state, stored.pdf_state) == (intent.version, intent.state, intent.pdf_state)


def refuse_after_restore(restored: datetime | None, *, now: datetime) -> None:
    """Raises: RestoredLately for as long as only looks may leave."""
    if restored is not None and now < restored + ONLY_LOOKS:
        left = restored + ONLY_LOOKS - now
        raise RestoredLately(retry_after=left.total_seconds(), minutes=-(-left // timedelta(minutes=1)))


def refuse_apart(apart: timedelta) -> None:
    """Raises: ClockApart when the machine's own clock is too far from the database's."""
    if abs(apart) > ALLOWED_APART:
        raise ClockApart(seconds=round(abs(apart).total_seconds()))
