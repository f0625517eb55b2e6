"""A delivery as a row, and how rows are found."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, false
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar
from trackifi_accounting.domain.deliveries import Delivery, turn_of
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.remote import InvoiceKey

from trackifi_accounting_adapters.persistence.bodies import DELIVERY
from trackifi_accounting_adapters.persistence.tables import DeliveryRow

Where = tuple[ColumnElement[bool], ...]


def number_taken(delivery: Delivery) -> SelectOfScalar[str]:
    """The invoice of another delivery with the same natural key."""
    return select(DeliveryRow.invoice_id).where(
        col(DeliveryRow.company_id) == delivery.company,
        col(DeliveryRow.provider) == delivery.provider,
        *natural_key(delivery.key),
        col(DeliveryRow.invoice_id) != delivery.invoice,
    )


def natural_key(key: InvoiceKey) -> Where:
    """No row has the key of a freelancer invoice whose partner is not known."""
    scope = scope_of(key)
    if scope is None:
        return (false(),)
    number = col(DeliveryRow.number) == key.number
    return (col(DeliveryRow.kind) == key.kind, number, col(DeliveryRow.number_scope) == scope)


def scope_of(key: InvoiceKey) -> str | None:
    """Within what the number is unique: see ``DeliveryRow``."""
    return "" if key.kind is PartyKind.CUSTOMER else key.partner


def columns_of(delivery: Delivery) -> dict[str, Any]:
    """The delivery as a row; the payload has its own column, as JSON could not hold any bytes."""
    return {
        "company_id": delivery.company,
        "provider": delivery.provider,
        "kind": delivery.kind.value,
        "invoice_id": delivery.invoice,
        "number": delivery.number,
        "number_scope": scope_of(delivery.key),
        "partner_id": delivery.partner,
        "state": delivery.state.value,
        "pdf_state": delivery.pdf_state.value,
        "remote_id": delivery.remote,
        "remote_state": delivery.remote_state,
        "requested_at": delivery.requested_at,
        "sent_at": delivery.sent_at,
        "due": delivery.due,
        "left_open": delivery.left,
        "turn": turn_of(delivery),
        "adopted": delivery.adopted,
        "version": delivery.version,
        "payload": delivery.payload,
        "body": DELIVERY.write(replace(delivery, payload=None)),
    }


def delivery_of(body: str, payload: bytes | None) -> Delivery:
    """The delivery of a row."""
    return replace(DELIVERY.read(body), payload=payload)
