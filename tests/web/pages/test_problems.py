"""Every problem there is, on pages that show problems: with a button to the place of its fix, or with why there is none."""

from dataclasses import replace

import httpx
import pytest
from playwright.sync_api import Page, expect
from procountor_sandbox.state.rights import PROFILES
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import Actor, InvoiceId
from trackifi_accounting_adapters.web.problems.words import WEB

from tests.web.pages.acts import SETTINGS
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER
from tests.web.pages.stage import CONNECTED, LINKED, Stage

PANELS = """(found) => found.map((one) => ({
  code: one.dataset.code,
  leads: one.querySelector("a.button")?.getAttribute("href") ?? "",
  why: one.querySelector(".no-button")?.innerText ?? "",
}))"""


def codes(stage: Stage) -> list[str]:
    plugin = stage.container.registry()[PROVIDER]
    return sorted({entry.code for part in (CORE, plugin.problems, WEB) for entry in part})


def panels(page: Page) -> list[dict[str, str]]:
    found: list[dict[str, str]] = page.locator("main [data-code]").evaluate_all(PANELS)
    return found


def troubled(stage: Stage) -> None:
    """An invoice with every problem at once."""
    stage.write(LINKED)
    key = (PROVIDER, PartyKind.CUSTOMER, InvoiceId("i-6"))
    stage.container.send_invoice()(COMPANY, *key, by=Actor("Anna Specimen"))
    with stage.container.store().write(COMPANY) as work:
        found = work.deliveries.get(*key)
        assert found
        assert work.deliveries.replace(replace(found, problems=tuple(Problem(code=code) for code in codes(stage))))


@pytest.mark.parametrize("address", [f"/customer-invoices/i-6/{PROVIDER}", "/customer-invoices?show=attention"])
def test_every_problem_leads_to_its_fix_or_says_why_it_can_not(visit: Visit, stage: Stage, address: str) -> None:
    page = visit()
    troubled(stage)
    page.goto(address)
    shown = panels(page)
    assert {one["code"] for one in shown} >= set(codes(stage))
    assert [one for one in shown if bool(one["leads"]) == bool(one["why"])] == []
    cookies = {str(one.get("name")): str(one.get("value")) for one in page.context.cookies()}
    leads = sorted({one["leads"].partition("#")[0] for one in shown if one["leads"]})
    assert {lead: httpx.get(stage.url + lead, cookies=cookies).status_code for lead in leads} == dict.fromkeys(
        leads, 200
    )


def test_a_right_that_is_missing_leads_from_the_key_field_to_the_guide(visit: Visit, stage: Stage) -> None:
    page = visit()
    for user in next(iter(stage.sandbox.state.companies.values())).users.values():
        user.rights = PROFILES["none"]
    page.goto(SETTINGS)
    page.get_by_label("API key").fill(stage.sandbox.api_key)
    page.get_by_role("button", name="Activate").click()
    page.get_by_role("alert").get_by_role("link", name="Show the setup guide").click()
    expect(page.get_by_role("heading", name="Setup guide")).to_be_visible()


def test_a_key_that_is_none_is_put_right_in_its_field(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(SETTINGS)
    page.get_by_label("New API key").fill("not a key")
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_role("alert").locator(".no-button")).to_have_text("The field above is where it is put right.")
