"""A provider's side of the books, in memory, with its faults at hand."""

from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from trackifi_accounting.domain.activation.access import Capability, RemoteCompany
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice, RemoteState
from trackifi_accounting.domain.invoices.documents import Document
from trackifi_accounting.domain.invoices.vat import VatChoice
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.partners.products import Product
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import PartnerId, ProductId, RemoteInvoiceId, RemoteUserId
from trackifi_accounting.errors import OutcomeUnknown


class Loss(StrEnum):
    """When the answer to a write gets lost."""

    BEFORE_BOOKING = "before_booking"
    AFTER_BOOKING = "after_booking"


@dataclass(slots=True, kw_only=True)
class MemoryBooks:
    """One company at the provider; everything may be changed between two calls, as people there would.

    ``keys`` are the accepted keys with their users. ``calls`` counts calls by port method. ``down_after`` lets so many
    more calls through before the provider can't be reached: 0 is now, None never. ``losses`` meet the next writes, one
    each. A new invoice shows up in searches only after ``search_lag``. ``changed`` says when an invoice last changed;
    one that is not in it always counts as changed. ``findings`` is what an examination tells,
    ``differences`` what a comparison does.
    """

    company: RemoteCompany
    keys: dict[str, RemoteUserId]
    partners: dict[PartnerId, BusinessPartner] = field(default_factory=dict)
    products: dict[ProductId, Product] = field(default_factory=dict)
    vat: tuple[VatChoice, ...] = ()
    granted: frozenset[Capability] = frozenset(Capability)
    surplus: tuple[str, ...] = ()
    own_invoices_only: frozenset[PartyKind] = frozenset()
    documents: bool = True
    findings: tuple[Problem, ...] = ()
    invoices: dict[RemoteInvoiceId, RemoteInvoice] = field(default_factory=dict)
    payloads: dict[RemoteInvoiceId, bytes] = field(default_factory=dict)
    changed: dict[RemoteInvoiceId, datetime] = field(default_factory=dict)
    differences: dict[RemoteInvoiceId, tuple[Problem, ...]] = field(default_factory=dict)
    files: dict[RemoteInvoiceId, list[Document]] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    down_after: int | None = None
    losses: deque[Loss] = field(default_factory=deque)
    search_lag: timedelta = timedelta(0)

    def enter(self, invoice: RemoteInvoice, *, payload: bytes = b"") -> RemoteInvoice:
        """Enter an invoice, for the integration or, without a payload, as a person does by hand."""
        self.invoices[invoice.id] = invoice
        self.payloads[invoice.id] = payload
        self.files[invoice.id] = []
        return invoice

    def add_file(self, to: RemoteInvoiceId, document: Document) -> None:
        """Put a file on an invoice."""
        self.files[to].append(document)

    def remove(self, invoice: RemoteInvoiceId) -> None:
        """Remove an invoice as a person does: it is still found, as removed."""
        self.invoices[invoice] = replace(self.invoices[invoice], state=RemoteState.REMOVED)

    def next_invoice(self) -> RemoteInvoiceId:
        """An id that is free."""
        return RemoteInvoiceId(str(len(self.invoices) + 1))

    def count(self, call: str) -> bool:
        """Count a call, and tell whether the provider can be reached for it."""
        if self.down_after is not None:
            if self.down_after <= 0:
                return False
            self.down_after -= 1
        self.calls[call] += 1
        return True

    @contextmanager
    def write(self) -> Iterator[None]:
        """Let the next loss befall the write in the block. Raises: OutcomeUnknown."""
        loss = self.losses.popleft() if self.losses else None
        if loss is Loss.BEFORE_BOOKING:
            raise OutcomeUnknown
        yield
        if loss is Loss.AFTER_BOOKING:
            raise OutcomeUnknown
