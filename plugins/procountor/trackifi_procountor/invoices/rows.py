"""Lines of an invoice as Procountor's rows (Procountor API 26.04, InvoiceRow)."""

from dataclasses import replace
from typing import Final

from trackifi_accounting.domain.invoices.drafts import InvoiceOrder
from trackifi_accounting.domain.invoices.invoices import Line

from trackifi_procountor.codes import enumerations
from trackifi_procountor.codes.checks import Findings, allowed
from trackifi_procountor.codes.spelling import put_right
from trackifi_procountor.codes.units import procountor_unit
from trackifi_procountor.http.strict_json import Json
from trackifi_procountor.invoices.row_amounts import fitted
from trackifi_procountor.invoices.vat import Taxation, VatCode

_LARGEST_ID: Final = 2**31 - 1  # InvoiceRow.productId, int32
MOST: Final = 1_000  # rows; Procountor names no limit, this many are tried in tests
_NAME: Final = 100  # characters
_COMMENT: Final = 512  # characters


def rows(order: InvoiceOrder, taxation: Taxation, findings: Findings) -> list[dict[str, Json]]:
    """All rows, in the invoice's order."""
    lines = order.invoice.lines
    if not lines:
        findings.refuse("lines_missing", at="lines")
    if len(lines) > MOST:
        findings.refuse("lines_too_many", at="lines", count=len(lines), limit=MOST)
        return []
    return [_row(line, f"lines[{place}]", order, taxation, findings) for place, line in enumerate(lines)]


def _row(line: Line, at: str, order: InvoiceOrder, taxation: Taxation, findings: Findings) -> dict[str, Json]:
    code = taxation.code(line.vat, delivered=line.ends or line.starts, at=f"{at}.vat")
    line, unit = _with_unit(line, at, order, findings)
    return {
        **_product(line, at, order, findings),
        # A row says name, unit and price itself: the product it is linked to fills nothing in.
        "product": findings.needed(line.name, at=f"{at}.name", limit=_NAME),
        **_amounts(line, unit, at, order.invoice.currency, findings),
        **_vat(code),
        **_comment(line, at, findings),
        **_period(line, at, findings),
    }


def _product(line: Line, at: str, order: InvoiceOrder, findings: Findings) -> dict[str, Json]:
    product = line.product or order.product
    if product is None:
        return {}
    if not product.isdecimal() or int(product) > _LARGEST_ID:
        findings.refuse("product_gone", at=f"{at}.product", product=product)
        return {}
    return {"productId": int(product)}


def _with_unit(line: Line, at: str, order: InvoiceOrder, findings: Findings) -> tuple[Line, str]:
    """The line and Procountor's unit; a word that the unit does not say is kept in the line's text where it fits."""
    unit = procountor_unit(line.unit)
    if unit.exact:
        return line, unit.name
    word, _ = put_right(line.unit, lines=False)
    told = _with_word(line, word, order) if allowed(word) and "\\" not in word else None
    code = "unit_word_left_out" if told is None else "unit_replaced"
    findings.warn(code, at=f"{at}.unit", unit=line.unit.strip(), written=unit.name)
    return told or line, unit.name


def _with_word(line: Line, word: str, order: InvoiceOrder) -> Line | None:
    """The line with the word of its unit in the comment, else in the name; None when neither has room."""
    comment = (line.comment or "").strip()
    if word.casefold() in f"{line.name} {comment}".casefold().split():
        return line
    said = f"{enumerations.UNIT[enumerations.language_of(order)]}: {word}"
    longer, named = f"{comment}\n{said}".strip(), f"{line.name.strip()} ({word})"
    # Measured as it will go: putting a text right may make it longer.
    if len(put_right(longer, lines=True)[0]) <= _COMMENT:
        return replace(line, comment=longer)
    return replace(line, name=named) if len(put_right(named, lines=False)[0]) <= _NAME else None


def _amounts(line: Line, unit: str, at: str, currency: str, findings: Findings) -> dict[str, Json]:
    numbers = fitted(line, at, currency, findings)
    return {
        "quantity": numbers.quantity,
        "unit": unit,
        "unitPrice": numbers.unit_price,
        "discountPercent": numbers.discount_percent,
    }


def _vat(code: VatCode) -> dict[str, Json]:
    return {"vatPercent": code.percent, "vatStatus": code.status}


def _comment(line: Line, at: str, findings: Findings) -> dict[str, Json]:
    text = findings.text(line.comment, at=f"{at}.comment", limit=_COMMENT, lines=True)
    if text is None:
        return {}
    # Here, and only here, Procountor writes a line break as a backslash: one that is meant would break the line.
    if "\\" in text:
        findings.refuse("text_not_allowed", at=f"{at}.comment", characters="\\")
    return {"comment": text.replace("\n", "\\")}


def _period(line: Line, at: str, findings: Findings) -> dict[str, Json]:
    if line.starts and line.ends and line.ends < line.starts:
        findings.refuse("procountor_period_reversed", at=f"{at}.ends")
    days = {"startDate": line.starts, "endDate": line.ends}
    return {name: day.isoformat() for name, day in days.items() if day is not None}
