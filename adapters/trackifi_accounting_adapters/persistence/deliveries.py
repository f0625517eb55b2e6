"""Deliveries in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy import and_, delete, func, or_
from sqlmodel import Session, col, select
from trackifi_accounting.domain.deliveries import (
    ALLOWED,
    TURNS,
    Delivery,
    DeliveryState,
    PdfState,
    counted_as,
    withdrawable,
)
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import CompanyId, InvoiceId, ProviderName, RemoteInvoiceId
from trackifi_accounting.domain.remote import InvoiceKey, RemoteState
from trackifi_accounting.domain.showing import DeliveryShow
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.repositories import Deliveries

from trackifi_accounting_adapters.persistence.delivery_rows import (
    Where,
    columns_of,
    delivery_of,
    natural_key,
    replaced_by,
    replacing,
)
from trackifi_accounting_adapters.persistence.delivery_shows import condition
from trackifi_accounting_adapters.persistence.integrations import own
from trackifi_accounting_adapters.persistence.links import known_partner
from trackifi_accounting_adapters.persistence.statements import chunks, insert_or_ignore
from trackifi_accounting_adapters.persistence.tables import DeliveryRow


class SqlDeliveries(Deliveries):
    """One company's deliveries."""

    def __init__(self, session: Session, company: CompanyId) -> None:
        self._session = session
        self._company = company

    def get(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery | None:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._one(provider, kind, invoice))
        return next((delivery_of(*row) for row in self._session.exec(query)), None)

    def add(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        insertion = insert_or_ignore(DeliveryRow, self._session.get_bind().dialect).returning(col(DeliveryRow.version))
        with known_partner(self._session, delivery.partner):
            return self._session.execute(insertion, columns_of(delivery)).first() is not None

    def replace(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        one = self._one(delivery.provider, delivery.kind, delivery.invoice)
        with known_partner(self._session, delivery.partner):
            done = self._session.connection().execute(replacing(), replaced_by(delivery)).rowcount == 1
        return done or self._refused(delivery, one)

    def withdraw(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        if not withdrawable(delivery):
            raise ValueError("only what was excluded before anybody asked for it can be withdrawn")
        one = self._one(delivery.provider, delivery.kind, delivery.invoice)
        unchanged = (col(DeliveryRow.version) == delivery.version, col(DeliveryRow.state) == DeliveryState.EXCLUDED)
        return self._session.connection().execute(delete(DeliveryRow).where(*one, *unchanged)).rowcount == 1

    def of_key(self, provider: ProviderName, key: InvoiceKey) -> Delivery | None:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), *natural_key(key))
        return next((delivery_of(*row) for row in self._session.exec(query)), None)

    def unfinished(self, provider: ProviderName) -> Sequence[Delivery]:
        open_pdf = col(DeliveryRow.pdf_state).in_([PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING])
        sent = and_(col(DeliveryRow.state) == DeliveryState.SENT, open_pdf)
        on_its_way = col(DeliveryRow.state).in_([DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING])
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), or_(on_its_way, sent))
        return [delivery_of(*row) for row in self._session.exec(query.order_by(col(DeliveryRow.requested_at)))]

    def due(self, now: datetime, *, limit: int = 100) -> Sequence[Delivery]:
        found: list[Delivery] = []
        for turn in TURNS:
            found += self._of_turn(turn, now, limit - len(found)) if len(found) < limit else ()
        return found

    def of_invoices(
        self, provider: ProviderName, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> dict[InvoiceId, Delivery]:
        found: dict[InvoiceId, Delivery] = {}
        for some in chunks(invoices):
            these = (col(DeliveryRow.kind) == kind, col(DeliveryRow.invoice_id).in_(some))
            query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), *these)
            found |= {one.invoice: one for one in (delivery_of(*row) for row in self._session.exec(query))}
        return found

    def page(
        self,
        provider: ProviderName,
        *,
        kind: PartyKind | None = None,
        show: DeliveryShow = DeliveryShow.ALL,
        limit: int = 100,
        offset: int = 0,
    ) -> Sequence[Delivery]:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), condition(show))
        if kind is not None:
            query = query.where(col(DeliveryRow.kind) == kind)
        newest = (col(DeliveryRow.requested_at).desc(), col(DeliveryRow.kind), col(DeliveryRow.invoice_id))
        return [delivery_of(*row) for row in self._session.exec(query.order_by(*newest).limit(limit).offset(offset))]

    def count(self, provider: ProviderName) -> dict[str, int]:
        parts = (DeliveryRow.state, DeliveryRow.pdf_state, DeliveryRow.left_open)
        query = select(*parts, func.count()).where(*self._mine(provider)).group_by(*map(col, parts))
        found: dict[str, int] = {}
        for state, pdf_state, left, many in self._session.exec(query):
            for name in (counted_as(DeliveryState(state), left=left), f"pdf_{pdf_state}"):
                found[name] = found.get(name, 0) + many
        return found

    def known_sent(self, provider: ProviderName, kind: PartyKind, *, other_than: InvoiceId) -> Delivery | None:
        there = or_(col(DeliveryRow.remote_state).is_(None), col(DeliveryRow.remote_state) != RemoteState.REMOVED)
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), there)
        query = query.where(col(DeliveryRow.kind) == kind, col(DeliveryRow.state) == DeliveryState.SENT)
        query = query.where(col(DeliveryRow.invoice_id) != other_than, col(DeliveryRow.remote_id).is_not(None))
        lately = self._session.exec(query.order_by(col(DeliveryRow.sent_at).desc()).limit(1))
        return next((delivery_of(*row) for row in lately), None)

    def first_sent(self, provider: ProviderName, *, after: datetime) -> datetime | None:
        first = self._session.exec(
            select(func.min(col(DeliveryRow.sent_at))).where(
                *self._sent(provider), col(DeliveryRow.kind).in_(list(PartyKind)), col(DeliveryRow.sent_at) > after
            )
        ).one()
        # SQLite keeps no time zone; all times are written in UTC.
        return first if first is None or first.tzinfo else first.replace(tzinfo=UTC)

    def of_remote(self, provider: ProviderName, ids: Collection[RemoteInvoiceId]) -> dict[RemoteInvoiceId, Delivery]:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._sent(provider))
        rows = self._session.exec(query.where(col(DeliveryRow.remote_id).in_(list(ids))))
        found = [delivery_of(*row) for row in rows]
        return {one.remote: one for one in found if one.remote is not None}

    def at_provider(
        self,
        provider: ProviderName,
        *,
        requested_since: datetime,
        after: RemoteInvoiceId | None = None,
        limit: int = 200,
    ) -> Sequence[Delivery]:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._sent(provider))
        query = query.where(col(DeliveryRow.requested_at) >= requested_since)
        query = query.where(col(DeliveryRow.remote_id) > (after or "")).order_by(col(DeliveryRow.remote_id))
        return [delivery_of(*row) for row in self._session.exec(query.limit(limit))]

    def _of_turn(self, turn: int, now: datetime, limit: int) -> list[Delivery]:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(col(DeliveryRow.company_id) == self._company)
        query = query.where(col(DeliveryRow.turn) == turn, col(DeliveryRow.due) <= now)
        query = query.order_by(col(DeliveryRow.due), col(DeliveryRow.requested_at), col(DeliveryRow.invoice_id))
        return [delivery_of(*row) for row in self._session.exec(query.limit(limit))]

    def _sent(self, provider: ProviderName) -> Where:
        return (*self._mine(provider), col(DeliveryRow.state) == DeliveryState.SENT)

    def _mine(self, provider: ProviderName) -> Where:
        return (col(DeliveryRow.company_id) == self._company, col(DeliveryRow.provider) == provider)

    def _one(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Where:
        return (*self._mine(provider), col(DeliveryRow.kind) == kind, col(DeliveryRow.invoice_id) == invoice)

    def _refused(self, delivery: Delivery, one: Where) -> bool:
        stored = self._session.exec(select(DeliveryRow.version, DeliveryRow.state).where(*one)).first()
        if stored is None or stored[0] != delivery.version:
            return False
        if delivery.state == stored[1] or delivery.state in ALLOWED[DeliveryState(stored[1])]:
            raise InvoiceRejected("number_used_twice", number=delivery.number)
        raise ValueError(f"a delivery can't go from {stored[1]} to {delivery.state}")
