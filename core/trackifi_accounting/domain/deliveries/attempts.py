"""What a delivery's attempts come to: each step of the delivery is written into the attempt that it is a step of."""

from datetime import datetime
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Attempt, Delivery, DeliveryState, Ended
from trackifi_accounting.domain.invoices.documents import digest_of
from trackifi_accounting.domain.values.records import replace

KEPT: Final = 20
"""So many of a delivery are kept, the latest."""
_ENDED: Final = {
    DeliveryState.SENT: Ended.SENT,
    DeliveryState.CHECKING: Ended.UNKNOWN,
    DeliveryState.NEEDS_ATTENTION: Ended.REFUSED,
    DeliveryState.READY: Ended.NOT_SENT,
}
"""What a step out of Sending says of the attempt."""


def attempted(after: Delivery, *, before: Delivery, now: datetime) -> Delivery:
    """``after`` with its attempts as this step leaves them."""
    if after.attempts > before.attempts:
        return replace(after, tried=(*before.tried, *_begun(after, now))[-KEPT:])
    if not after.tried or after.state is before.state:
        return after
    *earlier, last = after.tried
    return replace(after, tried=(*earlier, _stepped(last, after, before=before)))


def _begun(intent: Delivery, now: datetime) -> tuple[Attempt, ...]:
    totals, payload = intent.totals, intent.payload
    if totals is None or payload is None:
        return ()
    begun = Attempt(
        at=now, number=intent.number, gross=totals.gross, currency=totals.currency, digest=digest_of(payload)
    )
    return (begun,)


def _stepped(last: Attempt, after: Delivery, *, before: Delivery) -> Attempt:
    if before.state is DeliveryState.SENDING and after.state in _ENDED:
        problem = after.problems[0].code if after.problems and not after.settled else None
        ended = _not_sent(after) if after.doubtful == before.doubtful else _ENDED[after.state]
        return replace(last, ended=ended, problem=problem, remote=_remote(after))
    if after.settled and last.ended is Ended.UNKNOWN:
        return replace(last, ended=Ended.FOUND_LATER, remote=_remote(after))
    return last


def _not_sent(after: Delivery) -> Ended:
    """A step to Checking without a new doubt: this attempt never left, an earlier one is still looked for."""
    return Ended.NOT_SENT if after.state is DeliveryState.CHECKING else _ENDED[after.state]


def _remote(delivery: Delivery) -> str | None:
    return delivery.remote_number or delivery.remote if delivery.settled else None
