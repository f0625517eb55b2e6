"""The host port's double: Trackifi's records in memory."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, PartyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.testing.doubles.clock import ManualClock

Key = TypeVar("Key")
Record = TypeVar("Record")


class MemoryHost(HostRegister):
    """Keeps the records it is handed."""

    def __init__(self, clock: Clock | None = None) -> None:
        """Make an empty one; without a clock it is always the same instant."""
        self._clock = clock or ManualClock()
        self._companies: dict[CompanyId, Company] = {}
        self._parties: dict[tuple[CompanyId, PartyKind, PartyId], Party] = {}
        self._changed: dict[tuple[CompanyId, PartyKind, PartyId], datetime] = {}
        self._invoices: dict[tuple[CompanyId, PartyKind, InvoiceId], Invoice] = {}
        self._documents: dict[tuple[CompanyId, PartyKind, InvoiceId], bytes] = {}

    def company(self, company: CompanyId) -> Company:
        return _there(self._companies, company)

    def party(self, company: CompanyId, kind: PartyKind, party: PartyId) -> Party:
        return _there(self._parties, (company, kind, party))

    def parties(self, company: CompanyId, kind: PartyKind, *, changed_since: datetime | None = None) -> Iterator[Party]:
        mine = (key for key in self._parties if key[:2] == (company, kind))
        if changed_since is None:
            found = [key for key in mine if not self._parties[key].archived]
        else:
            found = [key for key in mine if self._changed[key] >= changed_since]
        return (self._parties[key] for key in sorted(found))

    def find_parties(self, company: CompanyId, kind: PartyKind, *, text: str = "", limit: int = 20) -> Sequence[Party]:
        part = text.casefold()
        found = [
            party
            for party in self.parties(company, kind)
            if part in party.name.casefold() or part in (party.business_id or "").casefold()
        ]
        return sorted(found, key=lambda party: (party.name.casefold(), party.id))[:limit]

    def invoice(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> Invoice:
        return _there(self._invoices, (company, kind, invoice))

    def invoices(
        self, company: CompanyId, kind: PartyKind, *, limit: int = 100, after: InvoiceId | None = None
    ) -> Sequence[Invoice]:
        mine = [one for (owner, of, _), one in self._invoices.items() if (owner, of) == (company, kind)]
        later = [one for one in mine if after is None or one.id > after]
        return sorted(later, key=lambda one: one.id)[:limit]

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
        part = text.casefold()
        found = [
            one
            for one in self.invoices(company, kind, limit=len(self._invoices))
            if (not statuses or one.status in statuses)
            and (part in one.number.casefold() or part in self.party(company, kind, one.party).name.casefold())
        ]
        return sorted(found, key=lambda one: (one.issued, one.id), reverse=True)[offset : offset + limit]

    def document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> bytes | None:
        return self._documents.get((company, kind, invoice))

    def put_company(self, company: Company) -> None:
        self._companies[company.id] = company

    def put_party(self, company: CompanyId, party: Party) -> None:
        self.company(company)
        key = (company, party.kind, party.id)
        if self._parties.get(key) != party:
            self._parties[key] = party
            self._changed[key] = self._clock.now()

    def put_invoice(self, company: CompanyId, invoice: Invoice) -> None:
        self.party(company, invoice.kind, invoice.party)
        self._invoices[company, invoice.kind, invoice.id] = invoice

    def put_document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId, content: bytes) -> None:
        self.invoice(company, kind, invoice)
        self._documents[company, kind, invoice] = content


def _there(records: Mapping[Key, Record], key: Key) -> Record:
    if key not in records:
        raise NotFound
    return records[key]
