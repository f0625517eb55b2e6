"""Drift: in what Trackifi and the provider differ about invoices that were sent."""

from dataclasses import dataclass
from enum import StrEnum

from trackifi_accounting.domain.parties import PartyKind
from trackifi_accounting.domain.references import InvoiceId, InvoiceNumber, RemoteInvoiceId


class DriftKind(StrEnum):
    """What differs."""

    MISSING_THERE = "missing_there"
    MISSING_HERE = "missing_here"
    REMOVED_THERE = "removed_there"
    AMOUNT = "amount"
    DATE = "date"
    PARTNER = "partner"
    PDF_MISSING = "pdf_missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One difference. ``number`` is ours; ``invoice`` is None when no delivery of that number is known here.

    ``ours`` and ``theirs`` are the two values: sums with their currency, dates as in ISO 8601, ids of partners, names
    of files; empty where there is none.
    """

    what: DriftKind
    kind: PartyKind
    number: InvoiceNumber
    invoice: InvoiceId | None
    remote: RemoteInvoiceId
    remote_number: str | None
    ours: str = ""
    theirs: str = ""
