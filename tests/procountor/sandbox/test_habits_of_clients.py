"""Habits seen on clients that others published, so that they are met on machines without those clients, too."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.values import data

from tests.procountor.sandbox.conftest import FORM, KEY

Body = Callable[..., dict[str, Any]]


def test_basic_authentication_alone_is_refused_so_that_a_client_goes_on_to_the_form(sandbox: RunningSandbox):
    """The Go client's library tries the header first, with the other fields in the form, then the form for all."""
    address = f"{sandbox.url}/latest/api/oauth/token"
    fields = {"grant_type": "client_credentials", "scope": "*", "api_key": KEY}
    with httpx.Client(verify=False, timeout=5) as client:
        first = client.post(address, data=fields, auth=(data.CLIENT_ID, data.CLIENT_SECRET))
        second = client.post(address, data=FORM | fields)
    assert (first.status_code, second.status_code) == (400, 200)


@pytest.mark.parametrize("edition", ["/api", "/latest/api", "/supported/api", "/v2604/api"])
def test_a_token_of_the_bare_address_opens_every_edition(sandbox: RunningSandbox, api: httpx.Client, edition: str):
    assert api.get(f"{sandbox.url}{edition}/company").json()["id"] == data.FIRST_COMPANY_ID


def test_json_may_name_its_charset(api: httpx.Client, sales: Body):
    headers = {"Content-Type": "application/json; charset=utf-8"}
    answer = api.post("/invoices", content=json.dumps(sales(notes="Työ päättyi")), headers=headers)
    assert answer.json()["notes"] == "Työ päättyi"


def test_an_invoice_may_name_fields_it_has_nothing_for(api: httpx.Client, sales: Body):
    """The Go client always sends these, empty as they are, and the status that the invoice gets anyway."""
    body = sales(status="UNFINISHED", orderReference="")
    empty = {"contactPersonName": "", "taxCode": "", "customerNumber": ""}
    body["counterParty"] |= empty | {"einvoiceAddress": {"operator": "", "address": "", "ediId": ""}}
    body["paymentInfo"]["cashDiscount"] = {"numberOfDays": 0, "discountPercentage": 0}
    body["invoiceRows"][0] |= {"comment": "", "vatStatus": 1}
    answer = api.post("/invoices", json=body)
    assert (answer.status_code, answer.json()["status"]) == (200, "UNFINISHED")


def test_numbers_come_back_with_the_zeros_that_a_client_of_whole_numbers_stumbles_over(api: httpx.Client, sales: Body):
    body = sales()
    body["invoiceRows"][0] |= {"quantity": 7, "vatPercent": 10}
    text = api.post("/invoices", json=body).text
    assert '"quantity":7.000000' in text
    assert '"vatPercent":10.00' in text
