"""Deliveries in the database."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import starmap
from typing import Any

from sqlalchemy import Select, and_, case, delete, func, not_, or_
from sqlalchemy import select as sql_select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from trackifi_accounting.domain.deliveries.deliveries import (
    ALLOWED,
    PRIORITIES,
    Delivery,
    DeliveryState,
    PdfState,
    counted_as,
    withdrawable,
)
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteState
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.reconciliation.list_filters import DeliveryShow
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import (
    CompanyId,
    InvoiceId,
    InvoiceNumber,
    ProviderName,
    RemoteInvoiceId,
)
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.repositories.deliveries import Deliveries

from trackifi_accounting_adapters.database.deliveries.filters import condition
from trackifi_accounting_adapters.database.deliveries.queries import OF_INVOICES, OF_KEY, OF_TURN, ONE
from trackifi_accounting_adapters.database.deliveries.rows import (
    Where,
    adding_to,
    columns_of,
    delivery_of,
    replaced_by,
    replacing,
    scope_of,
)
from trackifi_accounting_adapters.database.integrations import own
from trackifi_accounting_adapters.database.links import known_partner
from trackifi_accounting_adapters.database.sql.prepared import SOME, values_of
from trackifi_accounting_adapters.database.sql.transactions import Transaction
from trackifi_accounting_adapters.database.tables.tables import DeliveryRow


class SqlDeliveries(Deliveries):
    """One company's deliveries."""

    def __init__(self, transaction: Transaction, company: CompanyId) -> None:
        self._transaction = transaction
        self._company = company

    def get(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Delivery | None:
        return self._asked_one(ONE, provider, kind=kind, invoice_id=invoice)

    def add(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        adding = adding_to(self._transaction.connection.dialect.name)
        with known_partner(self._transaction.connection, delivery.partner):
            return self._transaction.execute(adding, columns_of(delivery, version=delivery.version)).first() is not None

    def replace(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        with known_partner(self._transaction.connection, delivery.partner), _own_remote(delivery):
            done = self._transaction.execute(replacing(), replaced_by(delivery)).rowcount == 1
        return done or self._refused(delivery, self._one(delivery.provider, delivery.kind, delivery.invoice))

    def withdraw(self, delivery: Delivery) -> bool:
        own(self._company, delivery.company)
        if not withdrawable(delivery):
            raise ValueError("only what was excluded before anybody asked for it can be withdrawn")
        one = self._one(delivery.provider, delivery.kind, delivery.invoice)
        unchanged = (col(DeliveryRow.version) == delivery.version, col(DeliveryRow.state) == DeliveryState.EXCLUDED)
        return self._transaction.connection.execute(delete(DeliveryRow).where(*one, *unchanged)).rowcount == 1

    def of_key(self, provider: ProviderName, key: InvoiceKey) -> Delivery | None:
        scope = scope_of(key)  # None is equal to nothing: no row has the key of a freelancer who is not linked
        return self._asked_one(OF_KEY, provider, kind=key.kind, number=key.number, number_scope=scope)

    def of_numbers(
        self, provider: ProviderName, kind: PartyKind, numbers: Collection[InvoiceNumber]
    ) -> Sequence[Delivery]:
        found: list[Delivery] = []
        for some in chunks(numbers):
            these = (col(DeliveryRow.kind) == kind, col(DeliveryRow.number).in_(some))
            query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), *these)
            found += [delivery_of(*row) for row in self._transaction.exec(query)]
        return found

    def unfinished(self, provider: ProviderName) -> Sequence[Delivery]:
        open_pdf = col(DeliveryRow.pdf_state).in_([PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING])
        sent = and_(col(DeliveryRow.state) == DeliveryState.SENT, open_pdf)
        on_its_way = col(DeliveryRow.state).in_([DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING])
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), or_(on_its_way, sent))
        return [delivery_of(*row) for row in self._transaction.exec(query.order_by(col(DeliveryRow.requested_at)))]

    def due(self, now: datetime, *, limit: int = 100) -> Sequence[Delivery]:
        found: list[Delivery] = []
        for turn in PRIORITIES:
            found += self._of_turn(turn, now, limit - len(found)) if len(found) < limit else ()
        return found

    def of_invoices(
        self, provider: ProviderName, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> dict[InvoiceId, Delivery]:
        found: dict[InvoiceId, Delivery] = {}
        for some in chunks(invoices):
            place = {**values_of(self._company, provider=provider, kind=kind), SOME: some}
            found |= {one.invoice: one for one in starmap(delivery_of, self._transaction.execute(OF_INVOICES, place))}
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
        return [
            delivery_of(*row) for row in self._transaction.exec(query.order_by(*newest).limit(limit).offset(offset))
        ]

    def count(self, provider: ProviderName) -> dict[str, int]:
        parts = (DeliveryRow.state, DeliveryRow.pdf_state, DeliveryRow.left_open)
        query = select(*parts, func.count()).where(*self._mine(provider)).group_by(*map(col, parts))
        found: dict[str, int] = {}
        for state, pdf_state, left, many in self._transaction.exec(query):
            for name in (counted_as(DeliveryState(state), left=left), f"pdf_{pdf_state}"):
                found[name] = found.get(name, 0) + many
        return found

    def tally(self, provider: ProviderName, *, kind: PartyKind | None = None) -> dict[DeliveryShow, int]:
        sums = [func.sum(case((condition(show), 1), else_=0)) for show in DeliveryShow]
        query = sql_select(*sums).where(*self._mine(provider))
        if kind is not None:
            query = query.where(col(DeliveryRow.kind) == kind)
        [counted] = self._transaction.connection.execute(query)
        return {show: many or 0 for show, many in zip(DeliveryShow, counted, strict=True)}

    def known_sent(self, provider: ProviderName, kind: PartyKind, *, other_than: InvoiceId) -> Delivery | None:
        there = or_(col(DeliveryRow.remote_state).is_(None), col(DeliveryRow.remote_state) != RemoteState.REMOVED)
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._mine(provider), there)
        query = query.where(col(DeliveryRow.kind) == kind, col(DeliveryRow.state) == DeliveryState.SENT)
        query = query.where(col(DeliveryRow.invoice_id) != other_than, col(DeliveryRow.remote_id).is_not(None))
        lately = self._transaction.exec(query.order_by(col(DeliveryRow.sent_at).desc().nulls_last()).limit(1))
        return next((delivery_of(*row) for row in lately), None)

    def first_sent(self, provider: ProviderName, *, after: datetime) -> datetime | None:
        sent, requested = col(DeliveryRow.sent_at), col(DeliveryRow.requested_at)
        there = (*self._sent(provider), col(DeliveryRow.kind).in_(list(PartyKind)))
        firsts = (
            self._transaction.exec(select(func.min(sent)).where(*there, sent > after)).one(),
            self._transaction.exec(select(func.min(requested)).where(*there, sent.is_(None), requested > after)).one(),
        )
        # SQLite keeps no time zone; all times are written in UTC.
        return min((one if one.tzinfo else one.replace(tzinfo=UTC) for one in firsts if one), default=None)

    def of_remote(self, provider: ProviderName, ids: Collection[RemoteInvoiceId]) -> dict[RemoteInvoiceId, Delivery]:
        query = select(DeliveryRow.body, DeliveryRow.payload).where(*self._sent(provider))
        rows = self._transaction.exec(query.where(col(DeliveryRow.remote_id).in_(list(ids))))
        found = [delivery_of(*row) for row in rows]
        return {one.remote: one for one in found if one.remote is not None}

    def held(self, delivery: Delivery, ids: Collection[RemoteInvoiceId]) -> frozenset[RemoteInvoiceId]:
        row = DeliveryRow
        there = (col(row.provider) == delivery.provider, col(row.remote_company_id) == delivery.remote_company)
        itself = and_(*self._one(delivery.provider, delivery.kind, delivery.invoice))
        query = select(row.remote_id).where(*there, col(row.remote_id).in_(list(ids)), not_(itself))
        with self._transaction.seeing_every_company():
            return frozenset(RemoteInvoiceId(one) for one in self._transaction.exec(query) if one)

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
        walk = query.where(col(DeliveryRow.remote_id) > (after or "")).order_by(col(DeliveryRow.remote_id))
        found = [delivery_of(*row) for row in self._transaction.exec(walk.limit(limit))]
        if len(found) < limit:
            return found
        # What shares the last id stands behind the page's end, and the next page begins behind it.
        last = query.where(col(DeliveryRow.remote_id) == found[-1].remote)
        rest = [delivery_of(*row) for row in self._transaction.exec(last)]
        return [*(one for one in found if one.remote != found[-1].remote), *rest]

    def _of_turn(self, turn: int, now: datetime, limit: int) -> list[Delivery]:
        asked = {"its_company_id": self._company, "its_turn": turn, "now": now, "most": limit}
        return [delivery_of(*row) for row in self._transaction.execute(OF_TURN, asked)]

    def _asked_one(self, query: Select[Any], provider: ProviderName, **key: str | None) -> Delivery | None:
        asked = values_of(self._company, provider=provider, **key)
        return next(starmap(delivery_of, self._transaction.execute(query, asked)), None)

    def _sent(self, provider: ProviderName) -> Where:
        return (*self._mine(provider), col(DeliveryRow.state) == DeliveryState.SENT)

    def _mine(self, provider: ProviderName) -> Where:
        return (col(DeliveryRow.company_id) == self._company, col(DeliveryRow.provider) == provider)

    def _one(self, provider: ProviderName, kind: PartyKind, invoice: InvoiceId) -> Where:
        return (*self._mine(provider), col(DeliveryRow.kind) == kind, col(DeliveryRow.invoice_id) == invoice)

    def _refused(self, delivery: Delivery, one: Where) -> bool:
        stored = self._transaction.exec(select(DeliveryRow.version, DeliveryRow.state).where(*one)).first()
        if stored is None or stored[0] != delivery.version:
            return False
        if delivery.state == stored[1] or delivery.state in ALLOWED[DeliveryState(stored[1])]:
            raise InvoiceRejected("number_used_twice", number=delivery.number)
        raise ValueError(f"a delivery can't go from {stored[1]} to {delivery.state}")


@contextmanager
def _own_remote(delivery: Delivery) -> Iterator[None]:
    """Say what it means when the database refuses a second delivery with the same invoice at the provider."""
    try:
        yield
    except IntegrityError as error:
        if "remote" not in str(error.orig):  # the index's or the column's name, on either database
            raise
        raise InvoiceRejected("held_already", number=delivery.number) from error
