"""Finding and reading invoices, and who may."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox

Body = Callable[..., dict[str, Any]]


def fields(answer: httpx.Response) -> dict[str, str]:
    return {error.get("field", ""): error["message"] for error in answer.json()["errors"]}


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
