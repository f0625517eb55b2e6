"""Trackifi: its companies, customers, freelancers and invoices."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from trackifi_accounting.domain.invoices.invoices import Invoice, InvoiceStatus
from trackifi_accounting.domain.partners.parties import Company, Party, PartyKind
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId, PartyId
from trackifi_accounting.errors import NotFound


class Host(ABC):
    """Trackifi, as the core reads it.

    Every record belongs to one company; NotFound hides the others' from it.
    """

    @abstractmethod
    def company(self, company: CompanyId) -> Company:
        """The company of this id. Raises: NotFound."""

    @abstractmethod
    def party(self, company: CompanyId, kind: PartyKind, party: PartyId) -> Party:
        """One customer or freelancer, an archived one included. Raises: NotFound."""

    @abstractmethod
    def parties(self, company: CompanyId, kind: PartyKind, *, changed_since: datetime | None = None) -> Iterator[Party]:
        """All that are not archived, by id, streamed.

        With ``changed_since`` those that came or changed then or later, archived ones, too; more of them do no harm.
        """

    @abstractmethod
    def find_parties(self, company: CompanyId, kind: PartyKind, *, text: str = "", limit: int = 20) -> Sequence[Party]:
        """Those whose name or business id contains the text, case ignored, by name; for a dropdown."""

    def some_parties(self, company: CompanyId, kind: PartyKind, ids: Collection[PartyId]) -> dict[PartyId, Party]:
        """Those of the ids that there are, archived ones, too; a host that can reads them all at once."""
        found = {}
        for one in ids:
            try:
                found[one] = self.party(company, kind, one)
            except NotFound:
                continue
        return found

    @abstractmethod
    def invoice(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> Invoice:
        """One invoice with its lines, its totals and its revision. Raises: NotFound."""

    @abstractmethod
    def invoices(
        self, company: CompanyId, kind: PartyKind, *, limit: int = 100, after: InvoiceId | None = None
    ) -> Sequence[Invoice]:
        """A page of invoices, newest id last, beginning after the given one."""

    def some_invoices(
        self, company: CompanyId, kind: PartyKind, ids: Collection[InvoiceId]
    ) -> dict[InvoiceId, Invoice]:
        """Those of the ids that there are; a host that can reads them all at once."""
        found = {}
        for one in ids:
            try:
                found[one] = self.invoice(company, kind, one)
            except NotFound:
                continue
        return found

    def crediting(self, company: CompanyId, credited: Invoice) -> Sequence[Invoice]:
        """The invoices of its party that name this one as credited, by id, in any state.

        Override it where the host finds them without reading every invoice.
        """
        found: list[Invoice] = []
        page = self.invoices(company, credited.kind)
        while page:
            found += [one for one in page if (one.credited, one.party) == (credited.id, credited.party)]
            page = self.invoices(company, credited.kind, after=page[-1].id)
        return found

    @abstractmethod
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
        """Those whose number, or whose party's name, contains the text, case ignored; the latest date first, then id.

        ``statuses`` leaves out the others; () leaves out none.
        """

    @abstractmethod
    def document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> bytes | None:
        """The invoice's PDF, or None when there is none yet."""

    def with_document(
        self, company: CompanyId, kind: PartyKind, invoices: Collection[InvoiceId]
    ) -> frozenset[InvoiceId]:
        """Those of the invoices that have a PDF; a host that can asks for all at once, and reads none of them."""
        return frozenset(one for one in invoices if self._has_document(company, kind, one))

    def _has_document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId) -> bool:
        try:
            return self.document(company, kind, invoice) is not None
        except NotFound:
            return False


class HostRegister(Host):
    """A host that keeps the records Trackifi hands over; putting the same record twice changes nothing."""

    @abstractmethod
    def put_company(self, company: Company) -> None:
        """Keep the company in place of an earlier one of its id."""

    @abstractmethod
    def put_party(self, company: CompanyId, party: Party) -> None:
        """Keep the customer or freelancer. Raises: NotFound when there is no such company."""

    @abstractmethod
    def put_invoice(self, company: CompanyId, invoice: Invoice) -> None:
        """Keep the invoice. Raises: NotFound when there is no such company or party."""

    @abstractmethod
    def put_document(self, company: CompanyId, kind: PartyKind, invoice: InvoiceId, content: bytes) -> None:
        """Keep the invoice's PDF. Raises: NotFound when there is no such invoice."""
