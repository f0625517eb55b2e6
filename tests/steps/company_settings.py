"""The company's settings in Procountor, and the rights of the key's user."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from procountor_sandbox.state.company import VatRate, VatStatus
from pytest_bdd import given, parsers

from tests.steps.procountor_side import closed
from tests.steps.scene import Scene


@given("the user of the key has no rights to the registers")
def _(scene: Scene) -> None:
    scene.procountor.grant("no-registers")


@given("the user of the key may not create sales invoices")
def _(scene: Scene) -> None:
    scene.procountor.limit_right("sales", "salesOrGroupInvoices", "VIEWING_RIGHTS")


@given("the user of the key lacked the right when the administrator sent it")
def _(scene: Scene) -> None:
    scene.procountor.limit_right("sales", "salesOrGroupInvoices", "VIEWING_RIGHTS")
    scene.click_create(scene.records.invoices[-1].number)
    scene.noticed("right_missing")


@given("the user of the key has the rights that the guide lists, and no other")
def _(scene: Scene) -> None:
    scene.procountor.grant("recommended")


@given("the user of the key has all rights there are")
def _(scene: Scene) -> None:
    scene.procountor.grant("all")


@given("the user of the key sees only invoices of their own")
def _(scene: Scene) -> None:
    scene.procountor.grant("own-invoices-only")


@given(parsers.parse("no VAT rate is in use for {side:w}"))
def _(scene: Scene, side: str) -> None:
    field = {"sales": "sales", "purchases": "purchase"}[side]
    company = scene.procountor.company
    changes: dict[str, Any] = {field: False}
    company.vat_rates = [replace(rate, **changes) for rate in company.vat_rates]


@given("no bank account is the default one in Procountor")
def _(scene: Scene) -> None:
    for account in scene.procountor.company.accounts:
        account.default_for_invoice = False


@given(parsers.parse("Procountor says that its service is {status:w}"))
def _(scene: Scene, status: str) -> None:
    scene.procountor.world.status = status.upper()


@given("Procountor's product is one that nobody knows")
def _(scene: Scene) -> None:
    scene.procountor.company.product_version = "SPECIMEN_PRODUCT"


@given("Procountor has no VAT status for exports")
def _(scene: Scene) -> None:
    company = scene.procountor.company
    company.vat_statuses = [one for one in company.vat_statuses if one.description != "Outside of the EU"]


@given("the company in Procountor is closed")
def _(scene: Scene) -> None:
    scene.procountor.company.operation_type = "CEASED"


@given("the right was granted in Procountor")
def _(scene: Scene) -> None:
    scene.procountor.grant("all")


@given("the key was revoked before the administrator sent it")
def _(scene: Scene) -> None:
    scene.procountor.revoke(scene.key)
    scene.click_create(scene.records.invoices[-1].number)
    scene.noticed("key_rejected")


@given("the company has no bank account in Procountor")
def _(scene: Scene) -> None:
    scene.procountor.company.accounts = []


@given("the accountant closed the period of 2026-02-28")
def _(scene: Scene) -> None:
    scene.procountor.company.fiscal_years[1] = closed(scene.procountor.company.fiscal_years[1])


@given(parsers.parse('the VAT rate "{rate}" is no longer in use in Procountor'))
def _(scene: Scene, rate: str) -> None:
    company = scene.procountor.company
    company.vat_rates = [one for one in company.vat_rates if one.percent != Decimal(rate)]


@given(parsers.parse('the VAT rate "{rate}" was taken into use in Procountor'))
def _(scene: Scene, rate: str) -> None:
    scene.procountor.company.vat_rates.append(VatRate(percent=Decimal(rate)))


@given(parsers.parse('the VAT rate "{rate}" is not in use for {side} in Procountor'))
def _(scene: Scene, rate: str, side: str) -> None:
    off = {"sales": False} if side == "sales" else {"purchase": False}
    rates = scene.procountor.company.vat_rates
    rates[:] = [replace(one, **off) if one.percent == Decimal(rate) else one for one in rates]


@given("Procountor has a second construction status")
def _(scene: Scene) -> None:
    scene.procountor.company.vat_statuses.append(VatStatus(id=31, description="Construction reverse VAT 24 %"))


@given("Trackifi was told when these VAT rates are in force")
def _(scene: Scene, datatable: list[list[str]]) -> None:
    entries = [f"{rate} {first}..{last}" for rate, first, last in datatable[1:]]
    scene.driver.change_setting("vat_periods", ", ".join(entries))
