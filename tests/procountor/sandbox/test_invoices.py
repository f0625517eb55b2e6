"""Creating, finding and reading invoices."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

Body = Callable[..., dict[str, Any]]


def fields(answer: httpx.Response) -> dict[str, str]:
    return {error.get("field", ""): error["message"] for error in answer.json()["errors"]}


def test_a_sales_invoice_is_saved_as_unfinished_with_numbers_and_sums(api: httpx.Client, sales: Body) -> None:
    saved = api.post("/invoices", json=sales()).json()
    assert saved["status"] == "UNFINISHED"
    assert saved["invoiceNumber"] == 1001
    assert saved["ledgerReceiptId"] != saved["id"]
    assert saved["creatorId"] == 301
    assert saved["attachments"] == []
    assert saved["invoiceSumInfo"] == [
        {
            "currency": "EUR",
            "inAccountingCurrency": True,
            "excludingVatTotal": 712.5,
            "vatSumTotal": 181.69,
            "invoiceSumTotal": 894.19,
        }
    ]


def test_the_answer_repeats_numbers_with_their_trailing_zeros(api: httpx.Client, sales: Body) -> None:
    text = api.post("/invoices", json=sales()).text
    assert '"quantity":7.500000' in text
    assert '"unitPrice":95.0000' in text
    assert '"vatPercent":25.50' in text


@pytest.mark.parametrize(("kind", "made"), [("FI", "10016"), ("RF", "RF0810016")])
def test_an_empty_reference_is_generated(api: httpx.Client, sales: Body, kind: str, made: str) -> None:
    body = sales()
    body["paymentInfo"]["bankReferenceCodeType"] = kind
    payment = api.post("/invoices", json=body).json()["paymentInfo"]
    assert (payment["bankReferenceCode"], payment["bankReferenceCodeType"]) == (made, kind)


def test_an_absent_reference_stays_absent(api: httpx.Client, sales: Body) -> None:
    body = sales()
    del body["paymentInfo"]["bankReferenceCode"]
    assert "bankReferenceCode" not in api.post("/invoices", json=body).json()["paymentInfo"]


def test_absent_addresses_are_copied_and_empty_ones_stay_empty(api: httpx.Client, sales: Body) -> None:
    saved = api.post("/invoices", json=sales(deliveryAddress={})).json()
    assert saved["billingAddress"]["street"] == "Testitie 1"
    assert saved["deliveryAddress"] == {}


def test_several_faults_are_reported_at_once_with_their_paths(api: httpx.Client, sales: Body) -> None:
    body = sales(invoiceChannel="EDIFACT", originalInvoiceNumber="x" * 41)
    body["invoiceRows"][0] |= {"unit": "kpl", "comment": "Ŕ", "vatPercent": 24}
    body["paymentInfo"] |= {"dueDate": "2020-01-01", "bankReferenceCode": "26014"}
    body["counterParty"]["counterPartyAddress"]["name"] = "n" * 81
    answer = api.post("/invoices", json=body)
    assert answer.status_code == 400
    assert set(fields(answer)) == {
        "invoiceChannel",
        "originalInvoiceNumber",
        "invoiceRows[0].unit",
        "invoiceRows[0].comment",
        "invoiceRows[0].vatPercent",
        "paymentInfo.dueDate",
        "paymentInfo.bankReferenceCode",
        "counterParty.counterPartyAddress.name",
    }
    assert fields(answer)["paymentInfo.dueDate"] == "DUE_DATE_BEFORE_BILL_DATE"


def change(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    def apply(body: dict[str, Any]) -> None:
        *way, last = path.split(".")
        for name in way:
            body = body[int(name)] if name.isdigit() else body.setdefault(name, {})  # type: ignore[call-overload]
        if value is None:
            body.pop(last, None)
        else:
            body[last] = value

    return apply


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("language", None, "language"),
        ("vatStatus", None, "vatStatus"),
        ("vatStatus", 4, "vatStatus"),
        ("vatStatus", 3, "invoiceRows[0].vatStatus"),
        ("partnerId", 1101, "partnerId"),
        ("partnerId", 999999, "partnerId"),
        ("invoiceRows", [], "invoiceRows"),
        ("invoiceRows.0.productId", 2101, "invoiceRows[0].productId"),
        ("invoiceRows.0.quantity", "7", "invoiceRows[0].quantity"),
        ("invoiceRows.0.quantity", 10**13, "invoiceRows[0].quantity"),
        ("discountPercent", 100.5, "discountPercent"),
        ("deliveryMethod", "OTHER", "deliveryMethod"),
        ("isOffer", True, "isOffer"),
        ("counterParty.email", None, "counterParty.email"),
        ("counterParty.email", "no address", "counterParty.email"),
        ("counterParty.taxCode", "12345", "counterParty.taxCode"),
        ("counterParty.identifier", "12345-67", "counterParty.identifier"),
        ("paymentInfo.currencyRate", 1.1, "paymentInfo.currencyRate"),
        ("paymentInfo.paymentMethod", "DKLMPKRE", "paymentInfo.paymentMethod"),
        ("paymentInfo.bankAccount", None, "paymentInfo.bankAccount.accountNumber"),
        (
            "paymentInfo.bankAccount.accountNumber",
            "FI6490000092000023",
            "paymentInfo.bankAccount.accountNumber",
        ),
        ("paymentInfo.bankReferenceCodeType", "KID", "paymentInfo.bankReferenceCodeType"),
        ("deliveryAddress", {"name": "Koe"}, "deliveryAddress.country"),
        ("date", "2020-01-01", "date"),
    ],
)
def test_each_rule_names_its_field(api: httpx.Client, sales: Body, path: str, value: Any, field: str) -> None:
    body = sales()
    change(path, value)(body)
    answer = api.post("/invoices", json=body)
    assert (answer.status_code, [*fields(answer)][:1]) == (400, [field])


@pytest.mark.parametrize(
    ("channel", "field"),
    [
        ("MAIL", "counterParty.counterPartyAddress.street"),
        ("ELECTRONIC_INVOICE", "counterParty.einvoiceAddress.operator"),
    ],
)
def test_a_channel_has_its_demands(api: httpx.Client, sales: Body, channel: str, field: str) -> None:
    body = sales(invoiceChannel=channel)
    body["counterParty"]["counterPartyAddress"] = {"name": "Koehovi Konsultointi Oy"}
    assert field in fields(api.post("/invoices", json=body))


def test_a_closed_period_refuses_the_date(api: httpx.Client, control: httpx.Client, sales: Body, today: str) -> None:
    control.patch("/companies/11001", json={"close_period": today})
    assert fields(api.post("/invoices", json=sales())) == {"date": "CLOSED_FISCAL_PERIOD"}


def test_unreadable_json_is_a_bad_request(api: httpx.Client) -> None:
    headers = {"Content-Type": "application/json"}
    for text in (b"{", b"[]", b'"x"', b'{"sum":NaN}', b"\xff"):
        assert api.post("/invoices", content=text, headers=headers).status_code == 400


def test_a_purchase_invoice_needs_no_language_and_keeps_the_suppliers_number(api: httpx.Client, purchase: Body) -> None:
    saved = api.post("/invoices", json=purchase())
    assert saved.status_code == 200, saved.text
    assert saved.json()["originalInvoiceNumber"] == "T-17"
    assert "billingAddress" not in saved.json()


def test_prices_with_vat_are_split(api: httpx.Client, purchase: Body) -> None:
    body = purchase(extraInfo={"accountingByRow": False, "unitPricesIncludeVat": True})
    body["invoiceRows"][0] |= {"quantity": 1, "unitPrice": 125.5}
    sums = api.post("/invoices", json=body).json()["invoiceSumInfo"][0]
    assert (sums["excludingVatTotal"], sums["vatSumTotal"], sums["invoiceSumTotal"]) == (100, 25.5, 125.5)


def test_a_foreign_invoice_has_sums_in_both_currencies(api: httpx.Client, sales: Body) -> None:
    body = sales()
    body["paymentInfo"] |= {"currency": "USD", "currencyRate": 1.25}
    sums = api.post("/invoices", json=body).json()["invoiceSumInfo"]
    assert [(entry["currency"], entry["invoiceSumTotal"]) for entry in sums] == [("EUR", 715.35), ("USD", 894.19)]


def test_a_repeated_invoice_is_a_second_one(api: httpx.Client, sales: Body) -> None:
    first, second = (api.post("/invoices", json=sales()).json() for _ in range(2))
    assert second["invoiceNumber"] == first["invoiceNumber"] + 1
    found = api.get("/invoices", params={"originalInvoiceNumber": "1001", "types": "SALES_INVOICE"}).json()
    assert [row["id"] for row in found["results"]] == [second["id"], first["id"]]
