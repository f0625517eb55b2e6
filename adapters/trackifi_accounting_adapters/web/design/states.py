"""Where an invoice stands, as the lists show it."""

from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.queries.deliveries import DeliveryStatus, stands

_TONES: Final = {
    DeliveryStatus.QUEUED: "info",
    DeliveryStatus.RETRY: "warn",
    DeliveryStatus.SENDING: "info",
    DeliveryStatus.CHECKING: "warn",
    DeliveryStatus.ATTENTION: "bad",
    DeliveryStatus.LEFT: "warn",
    DeliveryStatus.REMOVED: "bad",
    DeliveryStatus.DIFFERS: "bad",
    DeliveryStatus.ATTACHED: "good",
    DeliveryStatus.PDF_SENDING: "info",
    DeliveryStatus.PDF_CHECKING: "info",
    DeliveryStatus.PDF_MISSING: "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A state by a code that the template has words for; ``moving`` while it changes without anybody's doing."""

    code: str
    tone: str
    title: str
    moving: bool = False


def shown(delivery: Delivery | None, *, title: str) -> Shown:
    """The state of an invoice's delivery; ``title`` is the provider's."""
    code = stands(delivery)
    moving = delivery is not None and delivery.due is not None
    return Shown(code=code.value, tone=_TONES.get(code, ""), title=title, moving=moving)
