"""Bad days of administrators: odd keys, hasty fingers, the back button, other tabs, lost roles, lost networks."""

import re
import time

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from trackifi_accounting.domain.partners.links import Link
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import PartyId
from trackifi_accounting_adapters.database.access.tokens import Role

from tests.web.pages.acts import SETTINGS, activate, arrived, link_certain
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER
from tests.web.pages.stage import CONNECTED, LINKED, Stage
from tests.web.pages.windows import PATIENCE

A_MAIL = "From: kirjanpito@specimen.example Subject: CANARY key Hello, the key is CANARY.1.2 Best regards"
GARBLED = (A_MAIL, "CANARY\u0000\u0007.x.y", "CANARY 🔑🔑🔑", "CANARY" * 2000)


def choose(page: Page, *, scripts: bool = True) -> None:
    """Type a customer and, where a list of them opens, take it from there."""
    page.locator("input[aria-label='Customer for Harjoituskunta']").fill("Uusi Esimerkkiasiakas Oy")
    if scripts:
        page.get_by_role("option", name="Uusi Esimerkkiasiakas Oy").click()
        expect(page.get_by_role("listbox")).to_have_count(0)


def shows(page: Page, words: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def linked(stage: Stage, party: str) -> Link | None:
    with stage.container.store().write(COMPANY) as work:
        return work.links.of_party(PROVIDER, PartyKind.CUSTOMER, PartyId(party))


def acts(stage: Stage, action: str) -> int:
    """How often the history tells of the act."""
    with stage.container.store().write(COMPANY) as work:
        return sum(1 for entry in work.audit.page(limit=500) if entry.action == action)


def test_what_is_no_key_is_told_beside_the_field_and_goes_nowhere(visit: Visit, stage: Stage) -> None:
    page = visit()
    page.goto(SETTINGS)
    for pasted in GARBLED:
        page.get_by_label("API key").fill(pasted)
        page.get_by_role("button", name="Activate").click()
        expect(page.get_by_role("alert")).to_contain_text("can't be an API key")
        expect(page.get_by_label("API key")).to_have_value("")
        assert "CANARY" not in page.content()
    assert len(stage.sandbox.state.journal) == 0


def test_an_empty_key_is_held_back_by_the_browser_and_refused_by_the_server(visit: Visit, stage: Stage) -> None:
    page = visit()
    page.goto(SETTINGS)
    page.get_by_role("button", name="Activate").click()
    expect(page.locator(".key-form :invalid")).to_have_count(1)
    page.locator(".key-form").evaluate("(form) => { form.noValidate = true }")
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("alert")).to_contain_text("it is empty")
    assert len(stage.sandbox.state.journal) == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_every_button_may_be_pressed_twice(visit: Visit, stage: Stage, *, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    page.goto(SETTINGS)
    page.get_by_label("API key").fill(stage.sandbox.api_key)
    twice(page, page.get_by_role("button", name="Activate"), "Connected to")
    twice(page, page.get_by_role("button", name="Sync Data"), "Data is up to date")
    page.get_by_label("New API key").fill(stage.sandbox.api_key)
    twice(page, page.get_by_role("button", name="Update"), "The new key is in use")
    page.goto(f"{SETTINGS}/products")
    twice(
        page,
        page.get_by_role("row", name="Customer invoices").get_by_role("button").first,
        "The default product was chosen",
    )
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    choose(page, scripts=scripts)
    twice(page, page.get_by_role("button", name="Save"), "Linked")
    page.goto(f"{SETTINGS}/partners")
    twice(page, page.get_by_role("button", name="Accept all certain"), "Certain suggestions")
    page.goto(f"/customer-invoices/i-4/{PROVIDER}")
    sent_twice(page, "Send", "In Procountor, PDF attached", scripts=scripts)
    page.goto("/customer-invoices")
    page.get_by_label("Select invoice S-1003").check()
    sent_twice(page, "Send selected to Procountor", "All 1 are through.", scripts=scripts)
    assert arrived(stage) == ["S-1003", "S-1004"]
    page.goto(f"{SETTINGS}/disable")
    twice(page, page.get_by_role("button", name="Disable"), "The integration is disabled")
    expect(page.get_by_role("button", name="Activate")).to_be_visible()


def test_retrying_a_pdf_twice_attaches_it_once(visit: Visit, stage: Stage) -> None:
    page = visit(java_script_enabled=False)
    (procountor, *_) = stage.sandbox.state.companies.values()
    procountor.settings.documents = False
    stage.write(LINKED)
    page.goto(f"/customer-invoices/i-3/{PROVIDER}")
    sent_twice(page, "Send", "In Procountor, PDF missing", scripts=False)
    procountor.settings.documents = True
    sent_twice(page, "Retry the PDF", "In Procountor, PDF attached", scripts=False)
    assert [len(invoice.attachments) for invoice in procountor.invoices if invoice.own_number] == [1]


def twice(page: Page, button: Locator, then: str) -> None:
    """Press it with two quick clicks, and read what comes of it."""
    button.dblclick()
    answered(page, then)


def sent_twice(page: Page, button: str, then: str, *, scripts: bool) -> None:
    """The second click is answered while the first is still at work; without scripts that page stays as it is."""
    page.get_by_role("button", name=button).dblclick()
    again = page.get_by_role("link", name=re.compile("Look again|Refresh"))
    ended = page.get_by_role("main").filter(has_text=then)
    patient_until = time.monotonic() + PATIENCE / 1000
    if not scripts:
        expect(again.or_(ended).first).to_be_visible()  # what was there before the clicks has neither
    while not scripts and not ended.count() and time.monotonic() < patient_until:
        with page.expect_navigation():
            again.click()
    answered(page, then)


def answered(page: Page, then: str) -> None:
    """Both clicks have been: what the second one opens comes later, and would take the place of the next page."""
    shows(page, then)
    page.wait_for_load_state("networkidle")
    shows(page, then)
    expect(page.get_by_role("heading", name="This did not work")).to_have_count(0)


def test_going_back_after_sending_offers_nothing_to_send_again(visit: Visit, stage: Stage) -> None:
    page = visit()
    activate(page, stage)
    link_certain(page)
    page.goto("/customer-invoices")
    page.get_by_role("row", name="S-1003").get_by_role("link", name="Create Procountor Invoice").click()
    page.get_by_role("button", name="Send").click()
    shows(page, "In Procountor, PDF attached")
    page.go_back()
    shows(page, "S-1003")
    if page.get_by_role("button", name="Send", exact=True).count():  # the browser kept the page as it was
        page.get_by_role("button", name="Send", exact=True).click()
        shows(page, "In Procountor, PDF attached")
    page.goto("/customer-invoices")
    expect(page.get_by_role("row", name="S-1003").get_by_role("link", name="Create")).to_have_count(0)
    assert arrived(stage) == ["S-1003"]


def test_a_tab_that_was_left_open_is_told_what_happened_since(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    old = page.context.new_page()
    old.goto(SETTINGS)
    page.goto(f"{SETTINGS}/disable")
    page.get_by_role("button", name="Disable").click()
    shows(page, "The integration is disabled")
    old.get_by_role("button", name="Sync Data").click()
    expect(old.locator("[data-code=not_activated]")).to_be_visible()
    old.locator("[data-code=not_activated]").get_by_role("link").click()
    expect(old.get_by_role("button", name="Activate")).to_be_visible()


def test_who_lost_the_role_saves_nothing_and_is_told(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    choose(page)
    other = page.context.new_page()
    other.goto("/sign-in")
    other.fill("#token", stage.tokens[Role.MANAGER])
    other.get_by_role("main").get_by_role("button", name="Sign in").click()
    other.get_by_role("heading", name="Integrations", level=1).wait_for()
    page.get_by_role("button", name="Save").click()
    shows(page, "Your role does not include this.")
    assert linked(stage, "c-uusi") is None


def test_who_was_signed_out_saves_nothing_and_signs_in_again(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    choose(page)
    for token in stage.container.tokens().every():
        stage.container.tokens().revoke(token.id)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Access token")).to_be_visible()
    assert linked(stage, "c-uusi") is None


def test_who_was_signed_out_signs_in_beside_and_loses_nothing_that_was_chosen(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    page.context.clear_cookies(name="trackifi-session")
    page.locator("input[aria-label='Customer for Harjoituskunta']").fill("Uusi Esimerkkiasiakas Oy")
    said = page.get_by_role("alert")
    expect(said).to_contain_text("You have been signed out.")
    with page.expect_popup() as opened:
        said.get_by_role("link", name="Sign in").click()
    opened.value.get_by_label("Access token").fill(stage.tokens[Role.ADMINISTRATOR])
    opened.value.get_by_role("main").get_by_role("button", name="Sign in").click()
    opened.value.get_by_role("heading", name="Integrations", level=1).wait_for()
    choose(page)
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Save").click()
    shows(page, "1 link saved.")
    assert linked(stage, "c-uusi") is not None


def test_a_save_that_the_network_lost_can_be_made_again(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    choose(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("chrome-error://**")
    assert linked(stage, "c-uusi") is None
    page.context.set_offline(False)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    choose(page)
    page.get_by_role("button", name="Save").click()
    shows(page, "1 link saved.")


def test_an_answer_that_the_network_lost_does_not_save_or_send_twice(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    page.goto(f"/customer-invoices/i-3/{PROVIDER}")
    page.route("**/*", lost)
    page.get_by_role("button", name="Send").click()
    page.wait_for_url("chrome-error://**")
    page.unroute("**/*")
    assert arrived(stage) == ["S-1003"]
    page.goto(f"/customer-invoices/i-3/{PROVIDER}")
    shows(page, "In Procountor, PDF attached")
    assert acts(stage, "send") == 1


def lost(route: Route) -> None:
    """What was asked for is done, and the answer never comes."""
    if route.request.method == "POST":
        route.fetch(max_redirects=0)
        route.abort("connectionreset")
    else:
        route.continue_()
