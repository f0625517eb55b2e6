"""Totals of an invoice.

The real rounding rule is not known. Here: each row is rounded half up to two decimals, rows are added per VAT
percentage, the invoice discount is taken from each of these sums, and VAT is computed from them and rounded half up
("per-rate"); the switch ``vat_rounding`` = "per-row" rounds the VAT of each row instead.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """In one currency, two decimals."""

    net: Decimal
    vat: Decimal

    @property
    def gross(self) -> Decimal:
        """With VAT."""
        return self.net + self.vat


def rounded(value: Decimal) -> Decimal:
    """To cents, half away from zero."""
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def totals_of(body: dict[str, Any], *, per_row: bool) -> Totals:
    """The totals of an invoice whose shape is right, in its own currency."""
    includes_vat = body["extraInfo"]["unitPricesIncludeVat"]
    kept = 1 - Decimal(body["discountPercent"]) / _HUNDRED
    net = vat = Decimal(0)
    for percent, amount in _amounts(body["invoiceRows"], per_row=per_row):
        total = rounded(amount * kept)
        tax = rounded(total * percent / (_HUNDRED + percent if includes_vat else _HUNDRED))
        net += total - tax if includes_vat else total
        vat += tax
    return Totals(net=rounded(net), vat=rounded(vat))


def _amounts(rows: Iterable[dict[str, Any]], *, per_row: bool) -> Iterator[tuple[Decimal, Decimal]]:
    groups: defaultdict[Any, Decimal] = defaultdict(Decimal)
    percents: dict[Any, Decimal] = {}
    for place, row in enumerate(rows):
        percent = Decimal(row["vatPercent"])
        group = place if per_row else percent
        percents[group] = percent
        groups[group] += rounded(_row_amount(row))
    return ((percents[group], amount) for group, amount in groups.items())


def _row_amount(row: dict[str, Any]) -> Decimal:
    kept = 1 - Decimal(row["discountPercent"]) / _HUNDRED
    return Decimal(row["quantity"]) * Decimal(row["unitPrice"]) * kept
