"""The accounting port's double: a provider in memory."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeVar

from trackifi_accounting.domain.activation.access import CREATE, FIND, Access, Capability, RemoteCompany
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner, PartnerRole
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.provider.books import MemoryBooks
from trackifi_accounting.testing.doubles.provider.drafting import apart_from, booked, drafted
from trackifi_accounting.testing.doubles.provider.session import MemorySession

Id = TypeVar("Id")
_RIGHTS = {PartnerRole.CUSTOMER: Capability.READ_CUSTOMERS, PartnerRole.SUPPLIER: Capability.READ_SUPPLIERS}
Record = TypeVar("Record")


class MemoryProvider(AccountingProvider):
    """Keeps to the port in every detail; what it answers stands in its MemoryBooks."""

    def __init__(self, session: MemorySession) -> None:
        self._session = session

    def company(self) -> RemoteCompany:
        books = self._session.books("company", Priority.CHECK, any_company=True)
        return replace(books.company, user=self._session.user(books))

    def access(self) -> Access:
        books = self._session.books("access", Priority.CHECK)
        return Access(
            granted=books.granted,
            surplus=books.surplus,
            own_invoices_only=books.own_invoices_only,
            documents=books.documents,
        )

    def examine(self) -> tuple[Problem, ...]:
        return self._session.books("examine", Priority.CHECK).findings

    def partners(self, *, changed_since: datetime | None = None) -> Iterator[BusinessPartner]:
        books = self._session.books("partners", Priority.IMPORT)
        for partner in tuple(books.partners.values()):
            current = changed_since is None or (partner.active and _changed(partner, changed_since))
            if current and _RIGHTS[partner.role] in books.granted:
                yield partner
        self._session.require(books, *_RIGHTS.values())

    def read_partners(self, ids: Collection[PartnerId]) -> Iterator[BusinessPartner]:
        books = self._session.books("read_partners", Priority.IMPORT)
        yield from _of_ids(books.partners, ids)

    def products(self, *, changed_since: datetime | None = None) -> Iterator[Product]:
        books = self._session.books("products", Priority.IMPORT, Capability.READ_PRODUCTS)
        yield from (one for one in tuple(books.products.values()) if changed_since is None or one.active)

    def vat_choices(self) -> tuple[VatChoice, ...]:
        return self._session.books("vat_choices", Priority.CHECK).vat

    def draft(self, order: InvoiceOrder) -> Draft:
        return drafted(order, self._session.books("draft", Priority.INVOICE).vat)

    def find(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        return self._found(self._session.books("find", Priority.CHECK, FIND[key.kind]), key)

    def find_all(self, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]:
        if not keys:
            return {}
        needed = {FIND[key.kind] for key in keys}
        books = self._session.books("find_all", Priority.CHECK, *needed)
        return {key: self._found(books, key) for key in keys}

    def _found(self, books: MemoryBooks, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        visible = self._session.clock.now() - books.search_lag
        return tuple(
            _without_files(one)
            for one in books.invoices.values()
            if (one.kind, one.own_number) == (key.kind, key.number)
            and key.partner in {None, one.partner}
            and (one.created is None or one.created <= visible)
        )

    def create(self, draft: Draft, *, fence: Fence) -> RemoteInvoice:
        books = self._session.books("create", Priority.INVOICE, fence=fence)
        invoice = booked(draft.payload, as_id=books.next_invoice())
        self._session.require(books, CREATE[invoice.kind])
        if invoice.partner not in books.partners:
            raise InvoiceRejected("link_partner_gone", partner=invoice.partner)
        user, now = self._session.user(books), self._session.clock.now()
        with books.write():
            return books.enter(replace(invoice, created=now, created_by=user), payload=draft.payload)

    def read_back(self, payload: bytes, there: RemoteInvoiceId) -> RemoteInvoice | None:
        books = self._session.books("read_back", Priority.CHECK)
        invoice = books.invoices.get(there)
        if invoice is None:
            return None
        self._session.require(books, FIND[invoice.kind])
        apart = apart_from(payload, invoice, made_of=books.payloads.get(there, b"")) if payload else ()
        return replace(invoice, differences=(*apart, *books.differences.get(there, ())))

    def booked_as(self, payload: bytes) -> RemoteInvoice | None:
        return booked(payload, as_id=RemoteInvoiceId(""))

    def read_invoices(self, ids: Collection[RemoteInvoiceId]) -> Iterator[RemoteInvoice]:
        books = self._session.books("read_invoices", Priority.CHECK)
        for invoice in _of_ids(books.invoices, ids):
            self._session.require(books, FIND[invoice.kind])
            yield replace(invoice, attachments=tuple(one.name for one in books.files[invoice.id]))

    def changed_invoices(self, since: datetime) -> Iterator[RemoteInvoice]:
        books = self._session.books("changed_invoices", Priority.IMPORT, *FIND.values())
        for invoice in tuple(books.invoices.values()):
            if books.changed.get(invoice.id, since) >= since:
                yield _without_files(invoice)

    def new_invoices(self, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
        books = self._session.books("new_invoices", Priority.CHECK, FIND[kind])
        visible = self._session.clock.now() - books.search_lag
        for invoice in tuple(books.invoices.values()):
            shown = invoice.created is None or invoice.created <= visible
            if invoice.kind is kind and shown and books.changed.get(invoice.id, since) >= since:
                yield _without_files(invoice)


def _without_files(invoice: RemoteInvoice) -> RemoteInvoice:
    return invoice if invoice.attachments is None else replace(invoice, attachments=None)


def _changed(partner: BusinessPartner, since: datetime) -> bool:
    return partner.version is None or partner.version >= since


def _of_ids(kept: Mapping[Id, Record], ids: Iterable[Id]) -> Iterator[Record]:
    for one in dict.fromkeys(ids):
        if one in kept:
            yield kept[one]
