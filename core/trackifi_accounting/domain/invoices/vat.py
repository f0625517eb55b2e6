"""Value added tax as EN 16931 names it: a category and a rate, two separate facts."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class VatCategory(StrEnum):
    """VAT category codes of EN 16931 (UNCL 5305)."""

    STANDARD = "S"
    ZERO = "Z"
    EXEMPT = "E"
    REVERSE_CHARGE = "AE"
    INTRA_COMMUNITY = "K"
    EXPORT = "G"
    OUTSIDE_SCOPE = "O"


@dataclass(frozen=True, slots=True, kw_only=True)
class VatTreatment:
    """The tax of one line. ``rate`` is in per cent; ``reason`` says why there is no tax and is needed at 0 %."""

    category: VatCategory
    rate: Decimal
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VatChoice:
    """A rate or treatment that the company has in use at the provider, with the provider's own words for it.

    ``rate`` is None for a choice that is not about a rate.
    """

    code: str
    label: str
    rate: Decimal | None
    sales: bool
    purchases: bool
