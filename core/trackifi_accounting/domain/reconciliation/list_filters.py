"""Which deliveries a list shows, in the words of its filters."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.deliveries.copies import TWICE
from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.reconciliation.changes import CHANGED_THERE
from trackifi_accounting.domain.reconciliation.edits import EDITS
from trackifi_accounting.domain.reconciliation.sweeps import COPY, DUPLICATE, ORPHAN, SHARED


class DeliveryShow(StrEnum):
    """The filters of a list of deliveries.

    ``ON_THEIR_WAY`` go on by themselves; ``ATTENTION`` need somebody, who has not left the question open.
    """

    ALL = "all"
    ON_THEIR_WAY = "on_their_way"
    ATTENTION = "attention"
    SENT = "sent"
    PDF_MISSING = "pdf_missing"
    EXCLUDED = "excluded"


MOVING: Final = frozenset({DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING})
PDF_STUCK: Final = frozenset({PdfState.WAITING, PdfState.NEEDS_ATTENTION})


CAN_BE_SEEN: Final = frozenset({"totals_differ", "echo_differs", CHANGED_THERE, COPY, SHARED, TWICE, *EDITS})
"""Problems of a sent invoice that may stay as they are once a person has seen them."""
STANDS_DIFFERENTLY: Final = CAN_BE_SEEN | {DUPLICATE, ORPHAN}
"""All of which the books, or Trackifi, have it otherwise, or have it more than once."""


def fits(show: DeliveryShow, delivery: Delivery) -> bool:
    """Whether the delivery is shown."""
    return _FITS[show](delivery)


def _paused(delivery: Delivery) -> bool:
    return delivery.state in MOVING - {DeliveryState.SENDING} and delivery.due is None


def _attention(delivery: Delivery) -> bool:
    removed = delivery.settled and delivery.remote_state is RemoteState.REMOVED
    refused = delivery.settled and delivery.pdf_state is PdfState.NEEDS_ATTENTION
    stuck = delivery.state is DeliveryState.NEEDS_ATTENTION or _paused(delivery) or removed or refused
    return (stuck and not delivery.left) or unseen(delivery)


def unseen(delivery: Delivery) -> bool:
    """Whether a sent invoice stands otherwise than it should, and nobody has marked that as seen."""
    return delivery.settled and any(one.code in STANDS_DIFFERENTLY for one in delivery.told)


_FITS: Final[Mapping[DeliveryShow, Callable[[Delivery], bool]]] = {
    DeliveryShow.ALL: lambda _: True,
    DeliveryShow.ON_THEIR_WAY: lambda one: one.state in MOVING and not _paused(one),
    DeliveryShow.ATTENTION: _attention,
    DeliveryShow.SENT: lambda one: one.settled,
    DeliveryShow.EXCLUDED: lambda one: one.state is DeliveryState.EXCLUDED,
    DeliveryShow.PDF_MISSING: lambda one: one.settled and one.pdf_state in PDF_STUCK,
}
