"""The guide page, followed sentence by sentence: every name is where the guide says."""

from playwright.sync_api import Page, expect

from tests.web.pages.acts import SETTINGS, activate, arrived
from tests.web.pages.conftest import Visit
from tests.web.pages.stage import CONNECTED, LINKED, Stage


def test_the_guide_leads_from_the_key_to_the_sent_invoice(visit: Visit, stage: Stage) -> None:
    page = visit()
    _find_the_card(page)
    _create_the_key(page)
    _activate(page, stage)
    _link(page)
    _send(page, stage)
    _update(page, stage)
    _disable(page)


def _find_the_card(page: Page) -> None:
    page.goto("/")
    navigation = page.get_by_role("navigation", name="Main")
    expect(navigation.get_by_role("heading", name="Company Settings")).to_be_visible()
    navigation.get_by_role("link", name="Integrations").click()
    card = page.get_by_role("listitem").filter(has_text="Procountor")
    expect(card).to_contain_text("Not connected")
    card.get_by_role("link", name="Procountor").click()


def _create_the_key(page: Page) -> None:
    main = page.get_by_role("main")
    for words in (
        "Management > Integrations > API management",
        "Create new API key",
        "trackifiClient",
        "Trackifi integration",
        "The key is only shown once",
        "Usage Settings",
        "Documents",
        "Enable the feature",
        "Optional",
        "additional fees",
    ):
        expect(main).to_contain_text(words)


def _activate(page: Page, stage: Stage) -> None:
    page.get_by_label("API key").fill(f"  {stage.sandbox.api_key}\n")
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("main")).to_contain_text("Connected to Hiekkala Koeyritys Oy, 9000001-1")
    expect(page.get_by_role("main")).to_contain_text("Business partners and products have been imported")


def _link(page: Page) -> None:
    page.get_by_role("link", name="Business Partners", exact=True).click()
    expect(page.get_by_role("row", name="Testisalo Teollisuus Oyj")).to_contain_text("Not saved yet.")
    page.get_by_role("combobox", name="Customer for Testisalo Teollisuus Oyj").click()
    page.locator(".combo").get_by_role("option", name="Testisalo Teollisuus").click()
    expect(page.get_by_role("row", name="Testisalo Teollisuus Oyj").get_by_label("Accept")).to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("1 link saved.")).to_be_visible()
    expect(page.get_by_role("row", name="Testisalo Teollisuus Oyj")).to_contain_text("Linked")


def _send(page: Page, stage: Stage) -> None:
    page.get_by_role("link", name="Customer invoices").click()
    row = page.get_by_role("row", name="S-1002")
    expect(row.get_by_role("img", name="Linked to Procountor")).to_be_visible()
    row.get_by_role("link", name="Create Procountor Invoice").click()
    expect(page.get_by_role("main")).to_contain_text("VAT 25,5 %")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("In Procountor, PDF attached")
    assert arrived(stage) == ["S-1002"]


def _update(page: Page, stage: Stage) -> None:
    page.goto(SETTINGS)
    expect(page.get_by_role("button", name="Sync Data")).to_be_visible()
    page.get_by_label("New API key").fill(stage.sandbox.api_key)
    page.get_by_role("button", name="Update").click()
    expect(page.get_by_text("The new key is in use.")).to_be_visible()


def _disable(page: Page) -> None:
    page.get_by_role("link", name="Disable").click()
    expect(page.get_by_role("main")).to_contain_text("What stays")
    page.get_by_role("button", name="Disable").click()
    expect(page.get_by_text("The integration is disabled and the key destroyed.")).to_be_visible()
    expect(page.get_by_role("button", name="Activate")).to_be_visible()


def test_everything_works_without_scripts(visit: Visit, stage: Stage) -> None:
    page = visit(java_script_enabled=False)
    activate(page, stage)
    page.goto(f"{SETTINGS}/partners?role=customer")
    page.get_by_label("Customer for Hiekkala Rakennus Oy").fill("hiekkala")
    page.get_by_label("Customer for Esimerkkilä Energia Oy").fill("nobody at all")
    page.get_by_label("Customer for Harjoituskunta").fill("oy")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("row", name="Esimerkkilä Energia Oy")).to_contain_text("Nobody is called like this")
    expect(page.get_by_role("row", name="Harjoituskunta")).to_contain_text("Several fit what you wrote")
    expect(page.get_by_role("row", name="Hiekkala Rakennus Oy 9")).to_contain_text("Linked")
    page.goto("/customer-invoices")
    page.get_by_label("Select invoice S-1003").check()
    page.get_by_label("Select invoice S-1004").check()
    page.get_by_role("button", name="Send selected to Procountor").click()
    while page.locator("#count-moving").inner_text() != "0":
        with page.expect_navigation():  # what is left would be read once more, and the link be gone when it is pressed
            page.get_by_role("link", name="Refresh").click()
    expect(page.locator("#count-sent")).to_have_text("1")
    expect(page.locator("#count-attention")).to_have_text("1")
    expect(page.get_by_role("main")).to_contain_text("Uusi Esimerkkiasiakas Oy is not linked to a business partner.")
    assert arrived(stage) == ["S-1003"]


def test_a_double_click_on_send_books_one_invoice(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    page.goto("/customer-invoices/i-3/procountor")
    page.get_by_role("button", name="Send").dblclick()
    expect(page.get_by_role("main")).to_contain_text("In Procountor, PDF attached")
    assert arrived(stage) == ["S-1003"]


def test_the_dropdown_is_used_by_keyboard_alone(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    field = page.get_by_role("combobox", name="Customer for Harjoituskunta")
    field.focus()
    page.keyboard.type("uusi")
    expect(page.locator(".combo [role=option]")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Uusi Esimerkkiasiakas Oy")
    expect(page.locator("#changes")).to_have_text("Rows to save: 1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 link saved.")).to_be_visible()


def test_two_tabs_do_not_overwrite_each_other(visit: Visit, stage: Stage) -> None:
    first = visit()
    stage.write(CONNECTED)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(f"{SETTINGS}/partners?text=Harjoituskunta")
    for page, customer in ((first, "Uusi Esimerkkiasiakas Oy"), (second, "Mallivaara Media Oy")):
        page.get_by_role("combobox", name="Customer for Harjoituskunta").fill(customer)
        with page.expect_navigation():  # the second one is answered later because it comes later
            page.get_by_role("button", name="Save").click()
    expect(second.get_by_role("row", name="Harjoituskunta")).to_contain_text("Somebody saved another link")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("1 link saved.")).to_be_visible()
