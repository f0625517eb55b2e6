"""Where an invoice stands, as the lists show it."""

from dataclasses import dataclass
from typing import Final

from trackifi_accounting.domain.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.remote import RemoteState

_STATES: Final = {
    DeliveryState.SENDING: ("sending", "info"),
    DeliveryState.CHECKING: ("checking", "warn"),
    DeliveryState.NEEDS_ATTENTION: ("attention", "bad"),
    DeliveryState.EXCLUDED: ("excluded", ""),
}
_PDF: Final = {
    PdfState.ATTACHED: ("attached", "good"),
    PdfState.SENDING: ("pdf_sending", "info"),
    PdfState.CHECKING: ("pdf_checking", "info"),
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
    code, tone = _state(delivery)
    moving = delivery is not None and delivery.due is not None
    return Shown(code=code, tone=tone, title=title, moving=moving)


def _state(delivery: Delivery | None) -> tuple[str, str]:
    if delivery is None:
        return "not_sent", ""
    if delivery.left:
        return "left", "warn"
    if delivery.remote_state is RemoteState.REMOVED:
        return "removed", "bad"
    if delivery.state is DeliveryState.SENT:
        return _PDF.get(delivery.pdf_state, ("pdf_missing", "warn"))
    return _ready(delivery) if delivery.state is DeliveryState.READY else _STATES[delivery.state]


def _ready(delivery: Delivery) -> tuple[str, str]:
    if not delivery.problems:
        return "queued", "info"
    return ("retry", "warn") if delivery.due else ("attention", "bad")
