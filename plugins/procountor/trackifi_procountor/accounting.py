"""A company's books at Procountor: reads registers and invoices, adds an invoice, changes nothing."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from trackifi_accounting.domain.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.partners import BusinessPartner
from trackifi_accounting.domain.problems import Problem
from trackifi_accounting.domain.products import Product
from trackifi_accounting.domain.references import PartnerId, RemoteInvoiceId
from trackifi_accounting.domain.remote import CREATE, FIND, Access, InvoiceKey, RemoteCompany, RemoteInvoice
from trackifi_accounting.domain.vat import VatChoice
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor import echo, errors, examination, invoice_search, jsontext, vat, words
from trackifi_procountor.api import Api, parsed, reading
from trackifi_procountor.company import remote_company, terms, vat_settings
from trackifi_procountor.currencies import CURRENCIES
from trackifi_procountor.documents import ProcountorDocuments
from trackifi_procountor.exchange import Call
from trackifi_procountor.exchange_rates import known_rate
from trackifi_procountor.invoices import draft_of
from trackifi_procountor.local_time import day_of
from trackifi_procountor.paging import batches
from trackifi_procountor.products import products
from trackifi_procountor.registers import Registers, unreadable
from trackifi_procountor.remote_invoices import (
    INVOICE,
    ONE_OR_MANY,
    booked_as,
    remote_invoice,
    remote_invoices,
    the_asked,
)
from trackifi_procountor.rights import RIGHTS, RightsAnswer, access_from
from trackifi_procountor.terms import Terms

RIGHTS_KEPT: Final = 60.0  # seconds


class ProcountorAccounting(AccountingProvider):
    """One connection's books; see the port for what each method promises."""

    def __init__(self, api: Api, documents: ProcountorDocuments) -> None:
        self._api = api
        self._documents = documents
        self._registers = Registers(api)

    def company(self) -> RemoteCompany:
        return remote_company(self._api)

    def access(self) -> Access:
        self._api.session.shelf.clear()
        return access_from(self._rights(), documents=self._documents.available())

    def examine(self) -> tuple[Problem, ...]:
        self._api.session.shelf.clear()
        return examination.findings(self._api, self._rights())

    def partners(self, *, changed_since: datetime | None = None) -> Iterator[BusinessPartner]:
        known, shelf = self._api.session.shelf.has("rights", self._api.clock), self._api.session.shelf
        access = access_from(self._rights(), documents=None)
        if known and unreadable(access):
            # Someone may just have granted in Procountor what the shelf does not know yet.
            shelf.drop("rights")
            access = access_from(self._rights(), documents=None)
        return self._registers.read(access, changed_since=changed_since)

    def read_partners(self, ids: Collection[PartnerId]) -> Iterator[BusinessPartner]:
        return self._registers.read_some(ids)

    def products(self, *, changed_since: datetime | None = None) -> Iterator[Product]:
        return products(self._api, changed_since=changed_since)

    def vat_choices(self) -> tuple[VatChoice, ...]:
        return vat.choices(*vat_settings(self._api))

    def draft(self, order: InvoiceOrder) -> Draft:
        shelf, today = self._api.session.shelf, day_of(self._api.clock.now())
        known = shelf.has("years", self._api.clock)
        try:
            return draft_of(order, self._terms(order, today), today=today)
        except InvoiceRejected:
            if not known:
                raise
        # Someone may just have put right in Procountor what the shelf does not know yet.
        shelf.clear()
        return draft_of(order, self._terms(order, today), today=today)

    def find(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        return invoice_search.numbered(self._api, key)

    def find_all(self, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]:
        return invoice_search.all_numbered(self._api, keys)

    def create(self, draft: Draft, *, fence: Fence) -> RemoteInvoice:
        call = Call(method="POST", path="/invoices", content_type="application/json", body=draft.payload)
        sent = jsontext.read(draft.payload)
        answer = self._api.call(call, Priority.INVOICE, fence)
        if answer.status != errors.OK:
            self._api.session.shelf.clear()
            raise errors.of_new_invoice(answer, sent, needs=CREATE[words.KINDS[sent["type"]]])
        created = remote_invoice(parsed(INVOICE, answer, call), ahead=self._api.session.skew.ahead())
        if created is None:
            raise errors.of_unreadable(call, "another kind of receipt")
        return replace(created, differences=echo.differences(sent, jsontext.read(answer.body)))

    def read_back(self, payload: bytes, there: RemoteInvoiceId) -> RemoteInvoice | None:
        if not (there.isdecimal() and int(there) > 0):
            return None
        path = f"/invoices/{int(there)}"
        answer = self._api.look(path, priority=Priority.CHECK)
        if answer.status == errors.NOT_FOUND and "json" in answer.content_type:
            return None
        if answer.status != errors.OK:
            raise errors.of_read(answer, needs=", ".join(FIND.values()))
        row = the_asked(parsed(INVOICE, answer, reading(path)), {int(there)}, path)
        apart = echo.differences(jsontext.read(payload), jsontext.read(answer.body)) if payload else ()
        read = remote_invoice(row, ahead=self._api.session.skew.ahead())
        return read and replace(read, differences=apart)

    def booked_as(self, payload: bytes) -> RemoteInvoice | None:
        return booked_as(payload)

    def read_invoices(self, ids: Collection[RemoteInvoiceId]) -> Iterator[RemoteInvoice]:
        for batch in batches(int(one) for one in ids if one.isdecimal() and int(one) > 0):
            path = f"/invoices/{','.join(map(str, batch))}"
            answer = self._api.look(path, priority=Priority.CHECK)
            if answer.status == errors.NOT_FOUND and "json" in answer.content_type:
                continue
            if answer.status != errors.OK:
                raise errors.of_read(answer, needs=", ".join(FIND.values()))
            found = parsed(ONE_OR_MANY, answer, reading(path))
            rows = found if isinstance(found, list) else [found]
            asked = [the_asked(row, set(batch), path) for row in rows]
            yield from remote_invoices(asked, ahead=self._api.session.skew.ahead())

    def changed_invoices(self, since: datetime) -> Iterator[RemoteInvoice]:
        return invoice_search.changed(self._api, since)

    def new_invoices(self, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
        return invoice_search.new(self._api, kind, since)

    def _terms(self, order: InvoiceOrder, today: date) -> Terms:
        """The company's terms; only an invoice in another currency costs a look at the exchange rate."""
        found, invoice = terms(self._api), order.invoice
        if invoice.currency == found.currency or invoice.currency not in CURRENCIES or not invoice.currency_rate:
            return found
        day = min(invoice.issued, today)
        rate = known_rate(self._api, base=found.currency, currency=invoice.currency, day=day)
        return replace(found, exchange_rate=rate)

    def _rights(self) -> RightsAnswer:
        def fetch() -> RightsAnswer:
            answer = self._api.get("/users/rights", priority=Priority.IMPORT)
            return parsed(RIGHTS, answer, reading("/users/rights"))

        return self._api.session.shelf.get("rights", fetch, clock=self._api.clock, seconds=RIGHTS_KEPT)
