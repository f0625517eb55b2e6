"""Rules of invoice rows: VAT, product, texts."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from procountor_sandbox.serving.refusals import Issue, invalid
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.header_rules import status_in_use


def row_rules(draft: Draft) -> Iterator[Issue]:
    """Every row on its own; a row's VAT status goes before that of the head."""
    for place, row in enumerate(draft.rows()):
        at = f"invoiceRows[{place}]"
        yield from _vat(draft, row, at)
        yield from _product(draft, row, at)
        if not draft.is_sales:
            for name in ("headerText", "explanationText"):
                if row.get(name):
                    yield invalid(f"{at}.{name}", "only on sales invoices and sales orders")


def _vat(draft: Draft, row: dict[str, Any], at: str) -> Iterator[Issue]:
    percent = row.get("vatPercent")
    if isinstance(percent, bool) or not isinstance(percent, int | Decimal):
        return
    rates = draft.company.vat_rates
    if not any(rate.percent == percent and (rate.sales if draft.is_sales else rate.purchase) for rate in rates):
        yield invalid(f"{at}.vatPercent", "the percentage is not in use")
    if "vatStatus" in row and not status_in_use(draft, row["vatStatus"]):
        yield invalid(f"{at}.vatStatus", "the status is not in use for this type of invoice")
    number = row.get("vatStatus", draft.at("vatStatus"))
    status = next((entry for entry in draft.company.vat_statuses if entry.id == number), None)
    if status is not None and not status.domestic and percent != 0:
        yield f"{at}.vatStatus", "ERROR_VATSTATUS_VATPERC"


def _product(draft: Draft, row: dict[str, Any], at: str) -> Iterator[Issue]:
    number = row.get("productId")
    if not isinstance(number, int):
        return
    product = draft.company.products.get(number)
    wanted = {"SALES"} if draft.is_sales else {"TRAVEL", "PURCHASE"} if draft.is_expense else {"PURCHASE"}
    if product is None or product.type not in wanted:
        yield invalid(f"{at}.productId", "no such product in the register")
