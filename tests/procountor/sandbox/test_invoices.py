"""Creating, finding and reading invoices."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from trackifi_procountor.sandbox.server import RunningSandbox

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


@pytest.mark.parametrize(("mode", "found"), [("exact", 0), ("ignore-case", 1), ("partial", 2)])
def test_how_numbers_are_searched_is_a_switch(
    sandbox: RunningSandbox, api: httpx.Client, sales: Body, mode: str, found: int
) -> None:
    for number in ("LASKU-7", "LASKU-77"):
        api.post("/invoices", json=sales(originalInvoiceNumber=number))
    sandbox.state.switches.change({"number_search": mode})
    answer = api.get("/invoices", params={"originalInvoiceNumber": "lasku-7"}).json()
    assert len(answer["results"]) == found


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, 3),
        ({"types": "PURCHASE_INVOICE"}, 1),
        ({"types": "PURCHASE_INVOICE,SALES_INVOICE"}, 3),
        ({"status": "PAID"}, 0),
        ({"businessPartnerId": "1001"}, 2),
        ({"invoiceNumber": "1002"}, 1),
        ({"productId": "2001,2002"}, 2),
        ({"searchTerm": "aino"}, 1),
        ({"createdStartDate": "2020-01-01T00:00:00"}, 3),
        ({"createdEndDate": "2020-01-01T00:00:00"}, 0),
        ({"versionStartDate": "2999-01-01T00:00"}, 0),
        ({"invoiceChannel": "EMAIL"}, 2),
        ({"dueEndDate": "2020-01-01"}, 0),
    ],
)
def test_the_search_filters(
    api: httpx.Client, sales: Body, purchase: Body, params: dict[str, str], expected: int
) -> None:
    for body in (sales(), sales(originalInvoiceNumber="1002"), purchase()):
        assert api.post("/invoices", json=body).status_code == 200
    assert api.get("/invoices", params=params).json()["meta"]["totalCount"] == expected


@pytest.mark.parametrize(
    "params",
    [
        {"types": "INVOICE"},
        {"size": "201"},
        {"size": "x"},
        {"startDate": "1.4.2026"},
        {"createdStartDate": "x"},
        {"orderById": "UP"},
    ],
)
def test_a_parameter_that_does_not_fit_is_refused(api: httpx.Client, params: dict[str, str]) -> None:
    assert api.get("/invoices", params=params).status_code == 400


def test_one_id_gives_an_object_and_several_an_array(api: httpx.Client, sales: Body) -> None:
    number = api.post("/invoices", json=sales()).json()["id"]
    assert api.get(f"/invoices/{number}").json()["id"] == number
    assert [row["id"] for row in api.get(f"/invoices/{number},1,{number}").json()] == [number]
    assert api.get("/invoices/1").status_code == 404
    assert api.get("/invoices/" + ",".join(map(str, range(201)))).status_code == 400


def test_a_search_may_lag_while_reading_does_not(sandbox: RunningSandbox, api: httpx.Client, sales: Body) -> None:
    sandbox.state.switches.change({"search_lag_seconds": 60})
    number = api.post("/invoices", json=sales()).json()["id"]
    assert api.get("/invoices").json()["results"] == []
    assert api.get(f"/invoices/{number}").status_code == 200
    sandbox.state.clock.advance(61)
    assert len(api.get("/invoices").json()["results"]) == 1


def test_the_next_company_numbers_its_own_invoices(
    login: Callable[..., httpx.Client], control: httpx.Client, sales: Body
) -> None:
    first = login().post("/invoices", json=sales()).json()
    other = login(control.post("/keys", json={"company": 11002}).json()["value"])
    body = sales()
    body["paymentInfo"]["bankAccount"]["accountNumber"] = other.get("/bankaccounts").json()["results"][0]["iban"]
    second = other.post("/invoices", json=body).json()
    assert (second["id"], second["invoiceNumber"]) == (first["id"], first["invoiceNumber"])
    assert other.get("/company").json()["id"] == 11002


@pytest.mark.parametrize(
    ("rights", "status"),
    [("no-sales-invoices", 403), ("viewing", 403), ("recommended", 200), ("none", 403)],
)
def test_creating_needs_its_right(
    login: Callable[..., httpx.Client], control: httpx.Client, sales: Body, rights: str, status: int
) -> None:
    limited = login(control.post("/keys", json={"rights": rights}).json()["value"])
    assert limited.post("/invoices", json=sales()).status_code == status


def test_own_invoices_only_hides_those_of_others(
    login: Callable[..., httpx.Client], control: httpx.Client, sales: Body
) -> None:
    number = login().post("/invoices", json=sales()).json()["id"]
    limited = login(control.post("/keys", json={"rights": "own-invoices-only"}).json()["value"])
    own = limited.post("/invoices", json=sales()).json()["id"]
    assert [row["id"] for row in limited.get("/invoices").json()["results"]] == [own]
    assert limited.get(f"/invoices/{number}").status_code == 403
