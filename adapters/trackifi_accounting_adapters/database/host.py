"""Trackifi's records as it hands them over, in the database; the PDFs are files."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Select, exists, func, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.chunks import chunks
from trackifi_accounting.domain.values.references import CompanyId, Digest, InvoiceId, PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import HostRegister

from trackifi_accounting_adapters.database.sql.bodies import COMPANY, INVOICE, PARTY
from trackifi_accounting_adapters.database.sql.folding import LONGEST_SEARCH, fold, mentions
from trackifi_accounting_adapters.database.sql.prepared import SOME, prepared, values_of
from trackifi_accounting_adapters.database.sql.statements import insert_or_replace
from trackifi_accounting_adapters.database.sql.transactions import reading, writing
from trackifi_accounting_adapters.database.tables.tables import CompanyRow, DocumentRow, InvoiceRow, PartyRow
from trackifi_accounting_adapters.files.documents import FileStore

STREAMED = 1000  # parties read at a time


_KIND: Final = ("company_id", "kind")
_COMPANY: Final = prepared(CompanyRow, "body", where=("company_id",))
_PARTY: Final = prepared(PartyRow, "body", where=(*_KIND, "party_id"))
_PARTIES: Final = prepared(PartyRow, "body", where=_KIND, among="party_id")
_INVOICE: Final = prepared(InvoiceRow, "body", where=(*_KIND, "invoice_id"))
_INVOICES: Final = prepared(InvoiceRow, "body", where=_KIND, among="invoice_id")
_DOCUMENT: Final = prepared(DocumentRow, "digest", where=(*_KIND, "invoice_id"))
_WITH_DOCUMENT: Final = prepared(DocumentRow, "invoice_id", where=_KIND, among="invoice_id")


class SqlHost(HostRegister):
    """Trackifi's records in the database; each call is a transaction of its own."""

    def __init__(self, *, engine: Engine, files: FileStore, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock
        self._files = files

    def company(self, company: CompanyId) -> Company:
        return COMPANY.read(_there(self._asked(_COMPANY, company), "company", company))

    def party(self, company: CompanyId, kind: PartyKind, party: PartyId) -> Party:
        return PARTY.read(_there(self._asked(_PARTY, company, kind=kind, party_id=party), kind, party))

    def parties(self, company: CompanyId, kind: PartyKind, *, changed_since: datetime | None = None) -> Iterator[Party]:
        asked = ~col(PartyRow.archived) if changed_since is None else col(PartyRow.changed_at) >= changed_since
        query = select(PartyRow.body).where(*_parties(company, kind), asked)
        query = query.order_by(col(PartyRow.party_id)).execution_options(yield_per=STREAMED)
        with reading(self._engine, company) as transaction:
            yield from map(PARTY.read, transaction.exec(query))

    def find_parties(self, company: CompanyId, kind: PartyKind, *, text: str = "", limit: int = 20) -> Sequence[Party]:
        query = select(PartyRow.body).where(*_parties(company, kind), ~col(PartyRow.archived))
        if text:
            query = query.where(mentions(text, name=col(PartyRow.folded_name), business_id=col(PartyRow.business_id)))
        query = query.order_by(col(PartyRow.folded_name), col(PartyRow.party_id)).limit(limit)
        with reading(self._engine, company) as transaction:
            return [PARTY.read(body) for body in transaction.exec(query)]

    def some_parties(self, company: CompanyId, kind: PartyKind, ids: Collection[PartyId]) -> dict[PartyId, Party]:
        return {party.id: party for party in map(PARTY.read, self._some(_PARTIES, company, kind, ids))}

    def invoice(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> Invoice:
        return INVOICE.read(_there(self._asked(_INVOICE, company, kind=kind, invoice_id=invoice), "invoice", invoice))

    def invoices(
        self, company: CompanyId, kind: PartyKind, *, limit: int = 100, after: InvoiceId | None = None
    ) -> Sequence[Invoice]:
        query = select(InvoiceRow.body).where(*_invoices(company, kind))
        if after is not None:
            query = query.where(col(InvoiceRow.invoice_id) > after)
        with reading(self._engine, company) as transaction:
            return [
                INVOICE.read(body) for body in transaction.exec(query.order_by(col(InvoiceRow.invoice_id)).limit(limit))
            ]

    def some_invoices(
        self, company: CompanyId, kind: PartyKind, ids: Collection[InvoiceId]
    ) -> dict[InvoiceId, Invoice]:
        return {invoice.id: invoice for invoice in map(INVOICE.read, self._some(_INVOICES, company, kind, ids))}

    def crediting(self, company: CompanyId, credited: Invoice) -> Sequence[Invoice]:
        # The index leads to the party's invoices; those that only mention the id are left out after reading.
        named = col(InvoiceRow.body).contains(
            f'"credited":{json.dumps(credited.id, ensure_ascii=False)}', autoescape=True
        )
        query = select(InvoiceRow.body).where(*_invoices(company, credited.kind), named)
        query = query.where(col(InvoiceRow.party_id) == credited.party).order_by(col(InvoiceRow.invoice_id))
        with reading(self._engine, company) as transaction:
            found = [INVOICE.read(body) for body in transaction.exec(query)]
        return [one for one in found if one.credited == credited.id]

    def find_invoices(
        self,
        company: CompanyId,
        kind: PartyKind,
        *,
        text: str = "",
        statuses: Collection[InvoiceStatus] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> Sequence[Invoice]:
        query = select(InvoiceRow.body).where(*_invoices(company, kind))
        if text:
            query = query.where(_about(text))
        if statuses:
            query = query.where(col(InvoiceRow.status).in_(statuses))
        query = query.order_by(col(InvoiceRow.issued).desc(), col(InvoiceRow.invoice_id).desc())
        with reading(self._engine, company) as transaction:
            return [INVOICE.read(body) for body in transaction.exec(query.limit(limit).offset(offset))]

    def document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> bytes | None:
        digest = self._asked(_DOCUMENT, company, kind=kind, invoice_id=invoice)
        return None if digest is None else self._files.get(company, Digest(digest))

    def with_document(
        self, company: CompanyId, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> frozenset[InvoiceId]:
        return frozenset(map(InvoiceId, self._some(_WITH_DOCUMENT, company, kind, invoices)))

    def put_company(self, company: Company) -> None:
        with writing(self._engine, company.id) as transaction:
            row = {"company_id": company.id, "body": COMPANY.write(company)}
            transaction.execute(insert_or_replace(CompanyRow, self._engine.dialect), row)

    def put_party(self, company: CompanyId, party: Party) -> None:
        row = {
            "kind": party.kind.value,
            "party_id": party.id,
            "folded_name": fold(party.name),
            "business_id": party.business_id,
            "archived": party.archived,
            "changed_at": self._clock.now(),
            "body": PARTY.write(party),
        }
        self._put(company, PartyRow, row, needs="company")

    def put_invoice(self, company: CompanyId, invoice: Invoice) -> None:
        row = {
            "kind": invoice.kind.value,
            "invoice_id": invoice.id,
            "party_id": invoice.party,
            "number": invoice.number,
            "status": invoice.status.value,
            "issued": invoice.issued,
            "body": INVOICE.write(invoice),
        }
        self._put(company, InvoiceRow, row, needs=invoice.kind)

    def put_document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId, content: bytes) -> None:
        digest = self._files.put(company, content)  # first the file: a row never names one that is not there
        row = {"kind": kind.value, "invoice_id": invoice, "digest": digest}
        self._put(company, DocumentRow, row, needs="invoice")

    def _asked(self, query: Select[Any], company: CompanyId, **key: str) -> str | None:
        with reading(self._engine, company) as transaction:
            found: str | None = transaction.execute(query, values_of(company, **key)).scalar()
        return found

    def _some(self, query: Select[Any], company: CompanyId, kind: PartyKind, ids: Collection[str]) -> Iterator[str]:
        with reading(self._engine, company) as transaction:
            for some in chunks(ids):
                yield from transaction.execute(query, {**values_of(company, kind=kind), SOME: some}).scalars()

    def _put(self, company: CompanyId, table: type[Any], row: dict[str, Any], *, needs: str) -> None:
        with _parent(needs), writing(self._engine, company) as transaction:
            transaction.execute(insert_or_replace(table, self._engine.dialect), {"company_id": company, **row})


def _parties(company: CompanyId, kind: PartyKind) -> tuple[ColumnElement[bool], ...]:
    return (col(PartyRow.company_id) == company, col(PartyRow.kind) == kind)


def _invoices(company: CompanyId, kind: PartyKind) -> tuple[ColumnElement[bool], ...]:
    return (col(InvoiceRow.company_id) == company, col(InvoiceRow.kind) == kind)


def _about(text: str) -> ColumnElement[bool]:
    """Its number or its party's name contains the text."""
    part = fold(text)[:LONGEST_SEARCH]
    number = func.lower(col(InvoiceRow.number)).contains(part, autoescape=True)
    of = (PartyRow.company_id, InvoiceRow.company_id), (PartyRow.kind, InvoiceRow.kind)
    same = [col(one) == col(other) for one, other in (*of, (PartyRow.party_id, InvoiceRow.party_id))]
    return or_(number, exists().where(*same, col(PartyRow.folded_name).contains(part, autoescape=True)))


def _there(body: str | None, record: str, key: str) -> str:
    if body is None:
        raise NotFound(record=record, id=key)
    return body


@contextmanager
def _parent(record: str) -> Iterator[None]:
    """Say NotFound when the foreign key refuses."""
    try:
        yield
    except IntegrityError as error:
        raise NotFound(record=record) from error
