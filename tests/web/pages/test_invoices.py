"""The invoice lists: the newest first, filters, search, problems with their fixes beside the row."""

from dataclasses import replace

from playwright.sync_api import Page, expect
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, InvoiceId, ProductId

from tests.web.pages.acts import SETTINGS
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER, line
from tests.web.pages.stage import CONNECTED, LINKED, Stage

ANNA = Actor("Anna Specimen")


def shown(page: Page) -> list[str]:
    return page.locator("tr[data-invoice] .name").all_inner_texts()


def filtered(page: Page, name: str) -> list[str]:
    with page.expect_navigation():
        page.get_by_role("navigation", name="Which invoices").get_by_role("link", name=name).click()
    return shown(page)


def test_a_list_shows_the_newest_first_and_what_its_filter_says(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    stage.invoice("20", "S-1020", "c-koehovi", line("Konsultointi", "1", "95.00"), days_ago=1)
    stage.invoice("21", "S-0900", "c-koehovi", line("Konsultointi", "1", "95.00"), days_ago=60)
    page.goto("/customer-invoices")
    assert (shown(page)[0], shown(page)[-1]) == ("S-1020", "S-0900")
    for key in ("i-20", "i-6"):
        page.goto(f"/customer-invoices/{key}/procountor")
        if key == "i-20":
            page.get_by_role("button", name="Send").click()
            expect(page.get_by_role("main")).to_contain_text("In Procountor")
    page.goto("/customer-invoices")
    assert filtered(page, "In Procountor") == ["S-1020"]
    assert filtered(page, "Needs attention") == []
    sendable = filtered(page, "Can be sent")
    assert {"S-1001", "S-1003", "S-0900"} <= set(sendable)
    assert not {"S-1020", "S-1005", "S-1004"} & set(sendable)
    page.get_by_label("Search").fill("hiekkala")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("tr[data-invoice] .name")).to_have_text(["S-1003"])


def test_a_problem_stands_whole_beside_its_row_with_the_way_to_its_fix(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    page.goto("/customer-invoices")
    page.get_by_label("Select invoice S-1004").check()
    page.get_by_role("button", name="Send selected").click()
    expect(page.locator("#count-attention")).to_have_text("1")
    page.goto("/customer-invoices?show=attention")
    told = page.locator("tr[data-of='i-4']")
    for words in ("is not linked to a business partner", "What we did", "What to do", "An administrator"):
        expect(told).to_contain_text(words)
    told.get_by_role("link", name="Open Business Partners").click()
    expect(page.get_by_role("heading", name="Business Partners")).to_be_attached()
    page.goto(f"{SETTINGS}/invoices?show=attention")
    expect(page.get_by_role("row", name="S-1004")).to_be_visible()
    page.goto(f"{SETTINGS}/invoices?show=sent")
    expect(page.get_by_role("row", name="S-1004")).to_have_count(0)


def test_an_excluded_invoice_shows_no_problem_any_more(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    key = (COMPANY, PROVIDER, PartyKind.CUSTOMER, InvoiceId("i-4"))
    stage.container.send_invoice()(*key, by=ANNA)
    page.goto("/customer-invoices")
    expect(page.locator("tr[data-of='i-4']")).to_have_count(1)
    stage.container.exclude()(*key, reason="Booked by hand", by=ANNA)
    page.goto("/customer-invoices")
    expect(page.get_by_role("row", name="S-1004")).to_contain_text("Excluded")
    expect(page.locator("tr[data-of='i-4']")).to_have_count(0)


def test_a_long_list_is_paged_and_a_filter_looks_further(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(CONNECTED)
    for number in range(60):
        stage.invoice(f"d{number:02}", f"D-{number:02}", "c-koehovi", line("Työ", "1", "9"), status=InvoiceStatus.DRAFT)
    page.goto("/customer-invoices?text=D-")
    assert len(shown(page)) == 50
    page.get_by_role("link", name="Next").click()
    expect(page.locator("tr[data-invoice]")).to_have_count(10)
    page.get_by_role("link", name="Previous").click()
    expect(page.locator("tr[data-invoice]")).to_have_count(50)
    assert filtered(page, "Can be sent") == []


def test_a_refused_send_leads_back_to_its_invoice(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    stage.invoice("20", "S-1020", "c-koehovi", line("Konsultointi", "1", "95.00"))
    page.goto("/customer-invoices/i-20/procountor")
    key = (COMPANY, PROVIDER, PartyKind.CUSTOMER, InvoiceId("i-20"))
    stage.container.exclude()(*key, reason="Booked by hand", by=ANNA)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-code=invoice_excluded]")).to_be_visible()
    page.get_by_role("link", name="Open the invoice").click()
    expect(page.get_by_role("heading", name="This did not work")).to_have_count(0)
    expect(page.get_by_role("main")).to_contain_text("S-1020")


def test_a_number_that_another_invoice_has_is_told_before_and_after_sending(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    for key in ("20", "21"):
        stage.invoice(key, "S-1020", "c-koehovi", line("Konsultointi", "1", "95.00"))
    page.goto("/customer-invoices/i-21/procountor")
    other = page.context.new_page()
    other.goto("/customer-invoices/i-20/procountor")
    other.get_by_role("button", name="Send").click()
    expect(other.get_by_role("main")).to_contain_text("In Procountor")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-code=number_used_twice]")).to_be_visible()
    page.goto("/customer-invoices")
    assert filtered(page, "Needs attention") == ["S-1020"]


def test_can_be_sent_means_it(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    page.goto("/customer-invoices")
    before = filtered(page, "Can be sent")
    work = line("Konsultointi", "1", "95.00")
    stage.invoice("30", "", "c-koehovi", work)
    stage.invoice("31", "S-1031", "c-koehovi", replace(work, product=ProductId("2101")))
    stage.invoice("32", "S-1032", "c-koehovi", replace(work, product=ProductId("2001")))
    page.goto("/customer-invoices")
    assert sorted(filtered(page, "Can be sent")) == sorted([*before, "S-1032"])
    page.goto("/customer-invoices")
    expect(page.locator("tr[data-invoice='i-30']")).to_contain_text("Has no number yet")


def test_a_credit_note_and_its_invoice_lead_to_each_other(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    stage.invoice("30", "S-1030", "c-koehovi", line("Konsultointi", "2", "95.00"))
    stage.invoice("31", "S-1031", "c-koehovi", line("Konsultointi", "-1", "95.00"), credited=InvoiceId("i-30"))
    page.goto("/customer-invoices/i-31/procountor")
    page.get_by_role("main").get_by_role("link", name="S-1030").click()
    expect(page.get_by_role("main")).to_contain_text("Credited by")
    page.get_by_role("main").get_by_role("link", name="S-1031").click()
    expect(page.get_by_role("main")).to_contain_text("Credits")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("Number in Procountor")
    expect(page.get_by_role("main").get_by_role("link", name="S-1030")).to_be_visible()


def test_the_preview_names_the_vat_in_the_providers_own_words(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    stage.invoice("30", "S-1030", "c-koehovi", line("Konsultointi", "2", "95.00"))
    page.goto("/customer-invoices/i-30/procountor")
    expect(page.locator("[data-treatment]")).to_have_text("Domestic")
