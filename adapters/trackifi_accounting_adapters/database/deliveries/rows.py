"""A delivery as a row, and how rows are found."""

from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Update, bindparam, select, update
from sqlalchemy.sql.dml import ReturningInsert
from trackifi_accounting.domain.deliveries.deliveries import ALLOWED, Delivery, DeliveryState, priority_of
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import unseen

from trackifi_accounting_adapters.database.sql.bodies import DELIVERY
from trackifi_accounting_adapters.database.sql.statements import insert_for, table_of
from trackifi_accounting_adapters.database.tables.tables import NATURAL_KEY, DeliveryRow

_TABLE = table_of(DeliveryRow)
STATES = tuple(f"state_{one}" for one in DeliveryState)
PLACE = ("company_id", "provider", "kind", "invoice_id", "version")
Where = tuple[ColumnElement[bool], ...]


@cache
def adding_to(dialect: str) -> ReturningInsert[tuple[int]]:
    """Insert a delivery unless one of its keys is taken; a row comes back when it was inserted."""
    return insert_for(_TABLE, dialect).on_conflict_do_nothing().returning(_TABLE.c.version)


@cache
def replacing() -> Update:
    """Write a delivery over the stored one; made once, since making it takes longer than the database does.

    Its parameters: ``at_`` and ``new_`` before a column's name, ``STATES`` from which the new one may be reached. It
    changes nothing when the version differs, or when another delivery has the same natural key: an unknown partner is
    null there, and a null is equal to nothing.
    """
    table = _TABLE
    other = table.alias("other")
    same = [other.c[name] == bindparam(f"new_{name}") for name in NATURAL_KEY]
    taken = select(other.c.invoice_id).where(*same, other.c.invoice_id != bindparam("at_invoice_id"))
    here = [table.c[name] == bindparam(f"at_{name}") for name in PLACE]
    permitted = table.c.state.in_([bindparam(name) for name in STATES])
    values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in table.columns.keys()}  # noqa: SIM118 - a collection of columns
    return update(table).where(*here, permitted, ~taken.exists()).values(values)


def replaced_by(delivery: Delivery) -> dict[str, Any]:
    """The parameters of ``replacing``: the stored delivery's place and version, and the row with the next version."""
    following = columns_of(delivery, version=delivery.version + 1)
    states = [(one if delivery.state in ALLOWED[one] else delivery.state).value for one in DeliveryState]
    at = {f"at_{name}": following[name] for name in PLACE} | {"at_version": delivery.version}
    new = {f"new_{name}": value for name, value in following.items()}
    return dict(zip(STATES, states, strict=True)) | at | new


def scope_of(key: InvoiceKey) -> str | None:
    """Within what the number is unique: see ``DeliveryRow``."""
    if key.kind is PartyKind.CUSTOMER:
        return key.apart or ""
    return f"{key.partner} {key.apart}" if key.partner and key.apart else key.partner


def columns_of(delivery: Delivery, *, version: int) -> dict[str, Any]:
    """The delivery as a row of this version; the payload has its own column, as JSON could not hold any bytes."""
    return {
        "company_id": delivery.company,
        "provider": delivery.provider,
        "kind": delivery.kind.value,
        "invoice_id": delivery.invoice,
        "number": delivery.number,
        "number_scope": scope_of(delivery.claim) if delivery.claim else None,
        "partner_id": delivery.partner,
        "state": delivery.state.value,
        "pdf_state": delivery.pdf_state.value,
        "remote_id": delivery.remote,
        "remote_company_id": delivery.remote_company,
        "remote_state": delivery.remote_state,
        "requested_at": delivery.requested_at,
        "sent_at": delivery.sent_at,
        "intended_at": delivery.intended_at,
        "due": delivery.due,
        "left_open": delivery.left,
        "unseen": unseen(delivery),
        "turn": priority_of(delivery),
        "adopted": delivery.adopted,
        "version": version,
        "payload": delivery.payload,
        "body": DELIVERY.write(replace(delivery, payload=None, version=version)),
    }


def delivery_of(body: str, payload: bytes | None) -> Delivery:
    """The delivery of a row."""
    return replace(DELIVERY.read(body), payload=payload)
