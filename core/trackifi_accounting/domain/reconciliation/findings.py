"""What a checker of accounts finds: one value for each promise that does not hold."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import InvoiceId, InvoiceNumber, RemoteInvoiceId


class FindingKind(StrEnum):
    """A kind of disagreement; the words and the fix of each are in ``finding_texts``."""

    MISSING_THERE = "missing_there"
    REMOVED_THERE = "removed_there"
    MISSING_HERE = "missing_here"
    SECOND_BY_US = "second_by_us"
    SECOND_BY_HAND = "second_by_hand"
    HELD_TWICE = "held_twice"
    OTHER_COMPANY = "other_company"
    NUMBER = "number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    DATE = "date"
    DUE_DATE = "due_date"
    PARTNER = "partner"
    LINES = "lines"
    PDF_MISSING = "pdf_missing"
    PDF_OTHER = "pdf_other"
    PDF_TWICE = "pdf_twice"
    EDITED_HERE = "edited_here"
    NEVER_SENT = "never_sent"
    WAITING_HERE = "waiting_here"
    APPROVED_THERE = "approved_there"
    PAID_THERE = "paid_there"


INFORMATION: Final = frozenset({FindingKind.APPROVED_THERE, FindingKind.PAID_THERE})
"""What became of an invoice as it was meant to: told, and no difference."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One promise that does not hold, or one piece of information.

    ``number`` is ours; ``invoice`` is None when no delivery of that number is known here, ``remote`` empty when there
    is none. ``ours`` and ``theirs`` are the two values: sums with their currency, dates as in ISO 8601, ids of
    partners, names of files, states; empty where there is none. For ``EDITED_HERE`` ``ours`` is what stands in Trackifi
    now and ``theirs`` what was sent. ``difference``, of two sums of one currency, is what there is now less what was
    sent. ``field`` names the part of the record, or the parts with commas between. ``seen`` says that a person has
    marked it as seen.
    """

    what: FindingKind
    kind: PartyKind
    number: InvoiceNumber
    invoice: InvoiceId | None
    remote: RemoteInvoiceId
    remote_number: str | None
    ours: str = ""
    theirs: str = ""
    difference: str = ""
    field: str = ""
    seen: bool = False

    @property
    def differs(self) -> bool:
        """Whether the two sides disagree in it, and nobody has said that they may."""
        return self.what not in INFORMATION and not self.seen
