"""What the API says of partners that repeat each other, and of pairs that a person rejected."""

from typing import Self

from trackifi_accounting.use_cases.matching.find_duplicates import Duplicate

from trackifi_accounting_adapters.web.http.values import Outgoing
from trackifi_accounting_adapters.web.partners.schemas import RejectedOut


class DuplicateOut(Outgoing):
    """A pair of partners: ``partner`` looks like a repetition of ``first``; ``code`` is the reason."""

    partner: str
    first: str
    code: str

    @classmethod
    def made_of(cls, found: Duplicate) -> Self:
        """Make it."""
        return cls(partner=found.partner, first=found.first, code=found.reason)


class DuplicateList(Outgoing):
    """A page of duplicates by partner; ``more`` tells whether another follows."""

    items: list[DuplicateOut]
    more: bool


class RejectionList(Outgoing):
    """A page of rejected pairs by partner; ``more`` tells whether another follows."""

    items: list[RejectedOut]
    more: bool
