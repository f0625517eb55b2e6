"""Quantity, price and discount of a row, within the decimals that Procountor keeps (answers of API 26.04, InvoiceRow).

More decimals are rounded only where the line's net stays the same, and that is told. A surcharge is a price that much
higher: the document names no negative discount.
"""

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Final

from trackifi_accounting.domain.invoices.invoices import Line
from trackifi_accounting.domain.values.currencies import decimals_of
from trackifi_accounting.domain.values.money import EXACT, rounded

from trackifi_procountor.codes.checks import Findings, decimals_in

SUMS: Final = 2
"""Decimals of Procountor's own sums, whatever the currency."""

_AMOUNT: Final = Decimal(999_999_999)
_HUNDRED: Final = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    name: str
    decimals: int
    lowest: Decimal
    highest: Decimal


_SCALES: Final = (
    _Scale(name="quantity", decimals=6, lowest=-_AMOUNT, highest=_AMOUNT),
    _Scale(name="unit_price", decimals=4, lowest=-_AMOUNT, highest=_AMOUNT),
    _Scale(name="discount_percent", decimals=4, lowest=-_AMOUNT, highest=_HUNDRED),
)


def fitted(line: Line, at: str, currency: str, findings: Findings) -> Line:
    """The line with numbers that Procountor takes; every change is a warning, every impossible one a reason."""
    within = [
        findings.within(_of(line, one), at=f"{at}.{one.name}", lowest=one.lowest, highest=one.highest)
        for one in _SCALES
    ]
    if not all(within):
        return line
    priced = _with_surcharge(line)
    quantity, price, discount = (_rounded(priced, one) for one in _SCALES)
    kept = replace(priced, quantity=quantity, unit_price=price, discount_percent=discount)
    fine = [one for one in _SCALES if decimals_in(_of(priced, one)) > one.decimals]
    if any(kept.amount(scale) != line.amount(scale) for scale in (SUMS, decimals_of(currency))):
        for one in fine:
            findings.refuse("too_many_decimals", at=f"{at}.{one.name}", value=_shown(priced, one), limit=one.decimals)
        return kept
    if line.discount_percent < 0:
        rate, theirs = format(-line.discount_percent, "f"), format(price, "f")
        findings.warn("procountor_surcharge_in_price", at=f"{at}.unit_price", rate=rate, theirs=theirs)
    for one in fine:
        facts = {"ours": _shown(priced, one), "theirs": _shown(kept, one)}
        findings.warn("procountor_decimals_rounded", at=f"{at}.{one.name}", **facts)
    return kept


def _with_surcharge(line: Line) -> Line:
    if line.discount_percent >= 0:
        return line
    with localcontext(EXACT):
        price = line.unit_price * (_HUNDRED - line.discount_percent) / _HUNDRED
    return replace(line, unit_price=price, discount_percent=Decimal(0))


def _of(line: Line, one: _Scale) -> Decimal:
    value: Decimal = getattr(line, one.name)
    return value


def _rounded(line: Line, one: _Scale) -> Decimal:
    value = _of(line, one)
    return rounded(value, one.decimals) if decimals_in(value) > one.decimals else value


def _shown(line: Line, one: _Scale) -> str:
    return format(_of(line, one), "f")
