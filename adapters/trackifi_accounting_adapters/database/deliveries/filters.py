"""The filters of lists of deliveries, as conditions of the database."""

from sqlalchemy import ColumnElement, and_, or_, true
from sqlmodel import col
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteState
from trackifi_accounting.domain.reconciliation.list_filters import MOVING, PDF_STUCK, DeliveryShow

from trackifi_accounting_adapters.database.tables.tables import DeliveryRow


def condition(show: DeliveryShow) -> ColumnElement[bool]:
    """The same deliveries that ``showing.fits`` names."""
    sent = col(DeliveryRow.state) == DeliveryState.SENT
    match show:
        case DeliveryShow.ON_THEIR_WAY:
            sending = col(DeliveryRow.state) == DeliveryState.SENDING
            return and_(col(DeliveryRow.state).in_(MOVING), or_(col(DeliveryRow.due).is_not(None), sending))
        case DeliveryShow.ATTENTION:
            return _attention()
        case DeliveryShow.SENT:
            return sent
        case DeliveryShow.PDF_MISSING:
            return and_(sent, col(DeliveryRow.pdf_state).in_(PDF_STUCK))
        case DeliveryShow.EXCLUDED:
            return col(DeliveryRow.state) == DeliveryState.EXCLUDED
    return true()


def _attention() -> ColumnElement[bool]:
    state, sent = col(DeliveryRow.state), col(DeliveryRow.state) == DeliveryState.SENT
    paused = and_(state.in_(MOVING - {DeliveryState.SENDING}), col(DeliveryRow.due).is_(None))
    removed = and_(sent, col(DeliveryRow.remote_state) == RemoteState.REMOVED)
    refused = and_(sent, col(DeliveryRow.pdf_state) == PdfState.NEEDS_ATTENTION)
    stuck = or_(state == DeliveryState.NEEDS_ATTENTION, paused, removed, refused)
    return or_(and_(~col(DeliveryRow.left_open), stuck), col(DeliveryRow.unseen))
