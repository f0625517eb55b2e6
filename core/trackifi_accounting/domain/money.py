"""Money: Decimal, rounded half up to cents, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to two decimals, away from zero at the half."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """An invoice's sums in ``currency`` (ISO 4217), each with two decimals; gross is net plus VAT."""

    net: Decimal
    vat: Decimal
    gross: Decimal
    currency: str
