"""What the provider holds, as it tells us: the company, the key's rights, invoices and their PDFs."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.money import Totals
from trackifi_accounting.domain.values.numbers import normal
from trackifi_accounting.domain.values.references import (
    InvoiceNumber,
    PartnerId,
    RemoteCompanyId,
    RemoteInvoiceId,
    RemoteUserId,
)


class RemoteState(StrEnum):
    """The state of an invoice at the provider."""

    UNFINISHED = "unfinished"
    APPROVED = "approved"
    SENT = "sent"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    REMOVED = "removed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteInvoice:
    """One invoice at the provider.

    ``number`` is the provider's own number, ``own_number`` ours. ``created`` is aware, UTC; ``created_or`` is the other
    reading of a time that was written without its zone in the hour that a clock set back repeats. ``totals``, ``lines``
    (each row in a line of text, as the provider writes it) and ``attachments`` (file names) are None when the answer
    did not carry them, as is ``company`` where the provider does not tell whose books it is in. ``differences``
    are of an invoice that was just made, or read back beside what it was made of: what the provider has otherwise than
    it was sent, each field with both values.
    """

    id: RemoteInvoiceId
    kind: PartyKind
    own_number: InvoiceNumber
    state: RemoteState
    number: str | None = None
    partner: PartnerId | None = None
    company: RemoteCompanyId | None = None
    issued: date | None = None
    due: date | None = None
    created: datetime | None = None
    created_or: datetime | None = None
    created_by: RemoteUserId | None = None
    totals: Totals | None = None
    lines: tuple[str, ...] | None = None
    attachments: tuple[str, ...] | None = None
    differences: tuple[Problem, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "own_number", normal(self.own_number))

    def and_found(self, found: "RemoteInvoice | None") -> "RemoteInvoice":
        """The same invoice with its making told as a search told it, where this answer left that out."""
        if found is None or found.id != self.id or self.created:
            return self
        by = self.created_by or found.created_by
        return replace(self, created=found.created, created_or=found.created_or, created_by=by)

    @property
    def created_last(self) -> datetime | None:
        """The latest time at which it may have been made; None when that is not known."""
        return max((one for one in (self.created, self.created_or) if one), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceKey:
    """The key by which an invoice is found at the provider. ``partner`` is None for customer invoices.

    Customer invoice numbers are unique in their company; a freelancer's only together with the freelancer's partner,
    and, where a person said that it is another invoice than one of another year, with its year as ``apart``. Look-ups
    leave that aside: whatever has the number is found.
    """

    kind: PartyKind
    number: InvoiceNumber
    partner: PartnerId | None = field(default=None)
    apart: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", normal(self.number))

    def opens(self, invoice: RemoteInvoice) -> bool:
        """Whether a look-up by it finds the invoice."""
        same = invoice.kind is self.kind and invoice.own_number == self.number
        return same and self.partner in {None, invoice.partner}
