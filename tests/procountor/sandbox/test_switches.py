"""Behaviours whose truth is not known: each answer can be had, and the page about the sandbox names them all."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx
import pytest
from procountor_sandbox.api.calls.faulty import EFFECTS
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.faults import KINDS
from procountor_sandbox.state.rights import PROFILES
from procountor_sandbox.state.switches import Switches

Body = Callable[..., dict[str, Any]]
PAGE = Path(__file__).parents[3] / "docs" / "reference" / "sandbox.md"


def test_the_page_names_every_switch_fault_and_profile() -> None:
    text = PAGE.read_text()
    names = {entry.name for entry in fields(Switches)} | KINDS | set(PROFILES)
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_every_fault_has_its_effect() -> None:
    assert set(EFFECTS) == KINDS


@pytest.mark.parametrize(("value", "status"), [("ignore", 200), ("refuse", 400)])
def test_unknown_fields(sandbox: RunningSandbox, api: httpx.Client, sales: Body, value: str, status: int) -> None:
    sandbox.state.switches.change({"unknown_fields": value})
    answer = api.post("/invoices", json=sales(somethingElse=1))
    assert answer.status_code == status
    assert "somethingElse" not in answer.json()


@pytest.mark.parametrize("status", [200, 404])
def test_an_empty_search(sandbox: RunningSandbox, api: httpx.Client, status: int) -> None:
    sandbox.state.switches.change({"empty_invoice_search": status})
    assert api.get("/invoices").status_code == status


def test_surplus_decimals_are_refused_or_rounded(sandbox: RunningSandbox, api: httpx.Client, sales: Body) -> None:
    body = sales()
    body["invoiceRows"][0]["unitPrice"] = 80.12345
    assert api.post("/invoices", json=body).json()["errors"][0]["field"] == "invoiceRows[0].unitPrice"
    sandbox.state.switches.change({"extra_decimals": "round"})
    assert api.post("/invoices", json=body).json()["invoiceRows"][0]["unitPrice"] == 80.1235


@pytest.mark.parametrize(("value", "status"), [("form", 400), ("off", 200)])
def test_a_malformed_tax_code(sandbox: RunningSandbox, api: httpx.Client, sales: Body, value: str, status: int) -> None:
    sandbox.state.switches.change({"business_id_check": value})
    body = sales()
    body["counterParty"]["taxCode"] = "9100001-3"
    assert api.post("/invoices", json=body).status_code == status


@pytest.mark.parametrize(("value", "status"), [("refuse", 400), ("accept", 200)])
def test_a_purchase_without_an_account(
    sandbox: RunningSandbox, api: httpx.Client, purchase: Body, value: str, status: int
) -> None:
    sandbox.state.switches.change({"purchase_without_account": value})
    body = purchase()
    del body["paymentInfo"]["bankAccount"]
    assert api.post("/invoices", json=body).status_code == status


@pytest.mark.parametrize(("value", "vat"), [("per-rate", 0.08), ("per-row", 0.09)])
def test_vat_is_rounded_per_rate_or_per_row(
    sandbox: RunningSandbox, api: httpx.Client, sales: Body, value: str, vat: float
) -> None:
    sandbox.state.switches.change({"vat_rounding": value})
    body = sales()
    body["invoiceRows"] = [body["invoiceRows"][0] | {"quantity": 1, "unitPrice": 0.11} for _ in range(3)]
    assert api.post("/invoices", json=body).json()["invoiceSumInfo"][0]["vatSumTotal"] == vat


@pytest.mark.parametrize("status", [400, 404])
def test_a_file_of_no_invoice(sandbox: RunningSandbox, upload: Callable[..., httpx.Response], status: int) -> None:
    sandbox.state.switches.change({"attachment_unknown_reference": status})
    assert upload(1).status_code == status


def test_a_switch_that_does_not_fit_changes_nothing(sandbox: RunningSandbox) -> None:
    before = Switches()
    with pytest.raises(ValueError, match="number_search"):
        sandbox.state.switches.change({"total_count": False, "number_search": "fuzzy"})
    assert sandbox.state.switches == before
