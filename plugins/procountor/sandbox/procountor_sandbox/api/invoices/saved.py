"""From an invoice that passed every check to the one that is kept."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from procountor_sandbox.api.calls.call import Call
from procountor_sandbox.state.invoices import Invoice
from procountor_sandbox.validation.draft import SALES_TYPES
from procountor_sandbox.validation.invoice_shape import READ_ONLY, invoice_shape
from procountor_sandbox.validation.sums import Totals, rounded, totals_of
from procountor_sandbox.values.finnish import creditor_reference, reference

MOST_CASH_DISCOUNTS = 3
SHORTENED = 12  # letters left of a text while the switch ``echo`` says so
_KNOWN = frozenset(invoice_shape(rounds=False).fields) - frozenset(READ_ONLY)
_ROW_SCALES = {"quantity": 6, "unitPrice": 4, "discountPercent": 4, "vatPercent": 2}
"""Decimals with which Procountor repeats the numbers of a row."""


def save_invoice(call: Call, body: dict[str, Any]) -> Invoice:
    """Keeps the invoice as UNFINISHED under the next number of the company."""
    book = call.company.invoices
    number, invoice_id = book.next_number, book.next_id
    book.next_number += 1
    book.next_id += 1
    stamp = call.world.clock.stamp()
    document = {"id": invoice_id} | {name: value for name, value in body.items() if name in _KNOWN}
    document |= _addresses(body) | {
        "status": "UNFINISHED",
        "invoiceNumber": number,
        "ledgerReceiptId": invoice_id + 400_000,
        "version": stamp,
        "creatorId": call.user.id,
        "discountPercent": _scaled(body["discountPercent"], 4),
        "invoiceRows": [_row(row, invoice_id * 100 + place) for place, row in enumerate(body["invoiceRows"])],
        "paymentInfo": _payment(body["paymentInfo"], number),
    }
    if call.world.switches.echo == "shortened":
        _shorten(document)
    totals = totals_of(document, per_row=call.world.switches.vat_rounding == "per-row")
    document["invoiceSumInfo"] = _sums(call, document, totals)
    lag = call.world.switches.search_lag_seconds
    invoice = Invoice(id=invoice_id, document=document, created=stamp, visible_from=call.world.clock.seconds() + lag)
    book.add(invoice)
    return invoice


def _shorten(document: dict[str, Any]) -> None:
    """What a narrow field of a register does to a text."""
    party = document["counterParty"]
    address = party["counterPartyAddress"]
    document["counterParty"] = party | {"counterPartyAddress": address | {"name": address["name"][:SHORTENED]}}
    for holder in (document, *document["invoiceRows"]):
        for name in ("orderReference", "additionalInformation", "product", "comment"):
            if name in holder:
                holder[name] = holder[name][:SHORTENED]


def _scaled(value: Decimal | int, scale: int) -> Decimal:
    return Decimal(value).quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)


def _row(row: dict[str, Any], row_id: int) -> dict[str, Any]:
    return {"id": row_id % 2**31} | row | {name: _scaled(row[name], scale) for name, scale in _ROW_SCALES.items()}


def _addresses(body: dict[str, Any]) -> dict[str, Any]:
    """Addresses that were left out equal that of the counterparty; an empty object stays empty."""
    names = ["deliveryAddress"]
    if body["type"] in SALES_TYPES:
        names.append("billingAddress")
    return {name: body["counterParty"]["counterPartyAddress"] for name in names if name not in body}


def _payment(payment: dict[str, Any], number: int) -> dict[str, Any]:
    saved = dict(payment)
    if saved.get("bankReferenceCode") == "":
        national = reference(f"{number:03d}")
        rf = saved.get("bankReferenceCodeType") == "RF"
        saved["bankReferenceCode"] = creditor_reference(national) if rf else national
        saved["bankReferenceCodeType"] = "RF" if rf else "FI"
    if options := saved.get("cashDiscount", {}).get("optionList"):
        kept = sorted(options[:MOST_CASH_DISCOUNTS], key=lambda option: option.get("numberOfDays", 0))
        saved["cashDiscount"] = (
            {"cashDiscountsTermType": "FROM_INV_DATE"} | saved["cashDiscount"] | {"optionList": kept}
        )
    return saved


def _sums(call: Call, document: dict[str, Any], totals: Totals) -> list[dict[str, Any]]:
    """In the company's currency, and before it nothing; for a foreign invoice its own currency comes last."""
    own, foreign = call.company.currency, document["paymentInfo"]["currency"]
    if foreign == own:
        return [_sum(own, totals, accounting=True)]
    rate = Decimal(document["paymentInfo"]["currencyRate"])
    converted = Totals(net=rounded(totals.net / rate), vat=rounded(totals.vat / rate))
    return [_sum(own, converted, accounting=True), _sum(foreign, totals, accounting=False)]


def _sum(currency: str, totals: Totals, *, accounting: bool) -> dict[str, Any]:
    return {
        "currency": currency,
        "inAccountingCurrency": accounting,
        "excludingVatTotal": totals.net,
        "vatSumTotal": totals.vat,
        "invoiceSumTotal": totals.gross,
    }
