"""The words of the invoice lists for where a delivery stands."""

from trackifi_accounting.domain.deliveries.deliveries import Delivery, DeliveryState, PdfState
from trackifi_accounting.domain.reconciliation.finding_texts import KIND_LABELS
from trackifi_accounting.queries.deliveries import DeliveryStatus, stands

NOT_SENT = "Not sent"
ATTENTION = "Needs attention"


def state_of(delivery: Delivery | None, *, provider: str) -> str:
    """Where the invoice stands, its PDF included; ``provider`` is the provider's title."""
    if delivery is None:
        return NOT_SENT
    if stands(delivery) is DeliveryStatus.DIFFERS:
        return f"In {provider}, differs"
    if delivery.state is DeliveryState.SENT:
        return f"In {provider}, PDF {_PDF[delivery.pdf_state]}"
    if delivery.state is DeliveryState.READY and delivery.problems:
        return "Will retry" if delivery.due else ATTENTION
    return _STATES[delivery.state]


DIFFERENCES = {kind: english for kind, (english, _) in KIND_LABELS.items()}
_STATES = {
    DeliveryState.READY: "Queued",
    DeliveryState.SENDING: "Sending",
    DeliveryState.CHECKING: "Outcome unknown, checking",
    DeliveryState.NEEDS_ATTENTION: ATTENTION,
    DeliveryState.EXCLUDED: "Excluded",
}
_PDF = {
    PdfState.NONE: "missing",
    PdfState.WAITING: "missing",
    PdfState.SENDING: "being sent",
    PdfState.CHECKING: "being checked",
    PdfState.ATTACHED: "attached",
    PdfState.NEEDS_ATTENTION: "missing",
}
