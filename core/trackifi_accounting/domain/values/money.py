"""Money: Decimal, rounded half up to what its currency can be paid in, never a float."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

EXACT: Final = Context(prec=100, rounding=ROUND_HALF_UP)
"""Digits enough for the product of any quantity, price and percentage that is taken."""


def rounded(amount: Decimal, decimals: int) -> Decimal:
    """Round half up to so many decimals, away from zero at the half."""
    return amount.quantize(Decimal(1).scaleb(-decimals), context=EXACT)


def to_cents(amount: Decimal) -> Decimal:
    """Round half up to two decimals, away from zero at the half."""
    return rounded(amount, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The sums of an invoice in ``currency`` (ISO 4217), each with its decimals; gross is net plus VAT."""

    net: Decimal
    vat: Decimal
    gross: Decimal
    currency: str
