"""A company's books at Procountor: reads registers and invoices, adds an invoice, changes nothing."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from trackifi_accounting.domain.activation.access import CREATE, FIND, Access, RemoteCompany
from trackifi_accounting.domain.deliveries.remote_invoices import InvoiceKey, RemoteInvoice
from trackifi_accounting.domain.invoices.drafts import Draft, InvoiceOrder
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import PartnerId, RemoteInvoiceId
from trackifi_accounting.errors import InvoiceRejected
from trackifi_accounting.ports.accounting import AccountingProvider
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Priority

from trackifi_procountor.codes.currencies import CURRENCIES
from trackifi_procountor.codes.local_time import day_of
from trackifi_procountor.company.bookkeeping_settings import BookkeepingSettings
from trackifi_procountor.company.company import bookkeeping_settings, remote_company, vat_settings
from trackifi_procountor.company.exchange_rates import known_rate
from trackifi_procountor.company.rights import RIGHTS, RightsAnswer, access_from
from trackifi_procountor.documents import ProcountorDocuments
from trackifi_procountor.errors import translate
from trackifi_procountor.examination import examination
from trackifi_procountor.http import strict_json
from trackifi_procountor.http.messages import Call
from trackifi_procountor.invoices import comparison, search, vat
from trackifi_procountor.invoices.remote_invoices import (
    INVOICE,
    ONE_OR_MANY,
    booked_as,
    remote_invoice,
    remote_invoices,
    the_asked,
)
from trackifi_procountor.invoices.translate import draft_of
from trackifi_procountor.partners.products import products
from trackifi_procountor.partners.registers import Registers, unreadable
from trackifi_procountor.session.api import Api, document, parsed, reading, shaped
from trackifi_procountor.session.paging import SIZE

RIGHTS_KEPT: Final = 60.0  # seconds


class ProcountorAccounting(AccountingProvider):
    """A company's books at Procountor, through one connection; see the port for what each method promises."""

    def __init__(self, api: Api, documents: ProcountorDocuments) -> None:
        self._api = api
        self._documents = documents
        self._registers = Registers(api)

    def company(self) -> RemoteCompany:
        return remote_company(self._api)

    def access(self) -> Access:
        self._api.session.cache.clear()
        return access_from(self._rights(), documents=self._documents.available())

    def examine(self) -> tuple[Problem, ...]:
        self._api.session.cache.clear()
        return examination.findings(self._api, self._rights())

    def partners(self, *, changed_since: datetime | None = None) -> Iterator[BusinessPartner]:
        known, cache = self._api.session.cache.has("rights", self._api.clock), self._api.session.cache
        access = access_from(self._rights(), documents=None)
        if known and unreadable(access):
            # Someone may just have granted in Procountor what the cache does not know yet.
            cache.drop("rights")
            access = access_from(self._rights(), documents=None)
        return self._registers.read(access, changed_since=changed_since)

    def read_partners(self, ids: Collection[PartnerId]) -> Iterator[BusinessPartner]:
        return self._registers.read_some(ids)

    def products(self, *, changed_since: datetime | None = None) -> Iterator[Product]:
        return products(self._api, changed_since=changed_since)

    def vat_choices(self) -> tuple[VatChoice, ...]:
        return vat.choices(*vat_settings(self._api))

    def draft(self, order: InvoiceOrder) -> Draft:
        cache, today = self._api.session.cache, day_of(self._api.clock.now())
        known = cache.has("years", self._api.clock)
        try:
            return draft_of(order, self._terms(order, today), today=today)
        except InvoiceRejected:
            if not known:
                raise
        # Someone may just have put right in Procountor what the cache does not know yet.
        cache.clear()
        return draft_of(order, self._terms(order, today), today=today)

    def find(self, key: InvoiceKey) -> tuple[RemoteInvoice, ...]:
        return search.numbered(self._api, key)

    def find_all(self, keys: Collection[InvoiceKey]) -> Mapping[InvoiceKey, tuple[RemoteInvoice, ...]]:
        return search.all_numbered(self._api, keys)

    def create(self, draft: Draft, *, fence: Fence) -> RemoteInvoice:
        call = Call(method="POST", path="/invoices", content_type="application/json", body=draft.payload)
        sent = strict_json.read(draft.payload)
        answer = self._api.call(call, Priority.INVOICE, fence)
        if answer.status != translate.OK:
            self._api.session.cache.clear()
            raise translate.of_new_invoice(answer, sent, needs=CREATE[draft.kind])
        booked = document(answer, call)
        created = remote_invoice(shaped(INVOICE, booked, call), ahead=self._api.session.skew.ahead())
        if created is None:
            raise translate.of_unreadable(call, "another kind of receipt")
        return replace(created, differences=comparison.differences(sent, booked))

    def read_back(self, payload: bytes, there: RemoteInvoiceId) -> RemoteInvoice | None:
        if not (there.isdecimal() and int(there) > 0):
            return None
        path = f"/invoices/{int(there)}"
        answer = self._api.look(path, priority=Priority.CHECK)
        if answer.status == translate.NOT_FOUND and "json" in answer.content_type:
            return None
        if answer.status != translate.OK:
            raise translate.of_read(answer, needs=", ".join(FIND.values()))
        booked = document(answer, reading(path))
        row = the_asked(shaped(INVOICE, booked, reading(path)), {int(there)}, path)
        apart = comparison.differences(strict_json.read(payload), booked) if payload else ()
        read = remote_invoice(row, ahead=self._api.session.skew.ahead())
        return read and replace(read, differences=apart)

    def booked_as(self, payload: bytes) -> RemoteInvoice | None:
        return booked_as(payload)

    def read_invoices(self, ids: Collection[RemoteInvoiceId]) -> Iterator[RemoteInvoice]:
        for batch in chunks((int(one) for one in ids if one.isdecimal() and int(one) > 0), SIZE):
            path = f"/invoices/{','.join(map(str, batch))}"
            answer = self._api.look(path, priority=Priority.CHECK)
            if answer.status == translate.NOT_FOUND and "json" in answer.content_type:
                continue
            if answer.status != translate.OK:
                raise translate.of_read(answer, needs=", ".join(FIND.values()))
            found = parsed(ONE_OR_MANY, answer, reading(path))
            rows = found if isinstance(found, list) else [found]
            asked = [the_asked(row, set(batch), path) for row in rows]
            yield from remote_invoices(asked, ahead=self._api.session.skew.ahead())

    def changed_invoices(self, since: datetime) -> Iterator[RemoteInvoice]:
        return search.changed(self._api, since)

    def new_invoices(self, kind: PartyKind, since: datetime) -> Iterator[RemoteInvoice]:
        return search.new(self._api, kind, since)

    def _terms(self, order: InvoiceOrder, today: date) -> BookkeepingSettings:
        """The company's bookkeeping settings; only an invoice in another currency costs a look at the exchange rate."""
        found, invoice = bookkeeping_settings(self._api), order.invoice
        if invoice.currency == found.currency or invoice.currency not in CURRENCIES or not invoice.currency_rate:
            return found
        day = min(invoice.issued, today)
        rate = known_rate(self._api, base=found.currency, currency=invoice.currency, day=day)
        return replace(found, exchange_rate=rate)

    def _rights(self) -> RightsAnswer:
        def fetch() -> RightsAnswer:
            answer = self._api.get("/users/rights", priority=Priority.IMPORT)
            return parsed(RIGHTS, answer, reading("/users/rights"))

        return self._api.session.cache.get("rights", fetch, clock=self._api.clock, seconds=RIGHTS_KEPT)
