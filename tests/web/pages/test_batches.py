"""Many invoices with one press: the report, its progress, stop and go on, exclusions; the drift report."""

import csv
import io

from playwright.sync_api import expect
from trackifi_accounting.domain.invoices.invoices import InvoiceStatus
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import Actor, InvoiceId

from tests.web.pages.acts import SETTINGS, arrived
from tests.web.pages.conftest import Visit
from tests.web.pages.specimen import COMPANY, PROVIDER, line
from tests.web.pages.stage import LINKED, Stage

ANNA = Actor("Anna Specimen")


def test_a_selection_is_reported_and_its_progress_told_until_all_are_through(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    for number in range(6):
        stage.invoice(f"b{number}", f"B-{number}", "c-koehovi", line("Työ", "1", "9"))
    page.goto("/customer-invoices?show=sendable")
    page.get_by_label("Select all").check()
    page.get_by_role("button", name="Send selected").click()
    expect(page.get_by_role("status").filter(has_text="are through")).to_contain_text("All", timeout=60_000)
    assert {f"B-{number}" for number in range(6)} <= set(arrived(stage))
    page.goto(f"{SETTINGS}/invoices")
    page.get_by_role("link", name="Selection of").click()
    expect(page.get_by_role("heading", name="Sent to Procountor")).to_be_visible()


def test_a_stopped_selection_waits_and_goes_on(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    ids = [InvoiceId("i-1"), InvoiceId("i-3")]
    kind = PartyKind.CUSTOMER
    asked = stage.container.send_many()(COMPANY, PROVIDER, kind, ids, by=ANNA)
    page.goto(f"/customer-invoices/batches/{PROVIDER}/{asked.batch.id}")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_role("main")).to_contain_text("Stopped by Anna Specimen: 0 of 2 are through.")
    stage.container.deliver_due()(COMPANY)
    assert arrived(stage) == []
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("status").filter(has_text="All 2 are through.")).to_be_visible(timeout=60_000)
    assert arrived(stage) == ["S-1001", "S-1003"]


def test_an_excluded_invoice_is_not_sent_until_that_is_taken_back(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    page.goto("/customer-invoices/i-3/procountor")
    page.get_by_text("This invoice is not to be sent").click()
    page.get_by_label("Reason").fill("Booked by hand")
    page.get_by_role("button", name="Exclude it").click()
    expect(page.get_by_role("main")).to_contain_text("Booked by hand")
    expect(page.get_by_role("button", name="Send")).to_have_count(0)
    page.goto("/customer-invoices")
    expect(page.get_by_label("Select invoice S-1003")).to_have_count(0)
    page.goto("/customer-invoices/i-3/procountor")
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()


def test_differences_are_shown_and_given_as_csv(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    page.goto("/customer-invoices/i-3/procountor")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("main")).to_contain_text("PDF attached")
    page.goto(f"{SETTINGS}/differences")
    expect(page.get_by_role("heading", name="Finished here and never sent")).to_be_visible()
    expect(page.get_by_role("row", name="S-1003")).to_have_count(0)
    stage.remove("S-1003")
    page.goto(f"{SETTINGS}/differences")
    expect(page.get_by_role("region", name="Not found there")).to_contain_text("S-1003")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_text(encoding="utf-8"))))
    told = [(row["what"], row["number"]) for row in rows]
    assert told[0] == ("missing_there", "S-1003")
    assert {what for what, _ in told[1:]} == {"never_sent"}


def test_all_that_can_be_sent_is_asked_for_over_all_pages_and_nothing_else(visit: Visit, stage: Stage) -> None:
    page = visit()
    stage.write(LINKED)
    for number in range(52):
        stage.invoice(f"d{number:02}", f"D-{number:02}", "c-koehovi", line("Työ", "1", "9"))
    stage.invoice("d90", "D-90", "c-koehovi", line("Työ", "1", "9"), status=InvoiceStatus.DRAFT)
    for key in stage.sandbox.state.keys.values():
        stage.sandbox.state.revoke(key)  # so that all of them wait and can be counted
    page.goto("/customer-invoices?show=sendable&text=D-")
    expect(page.locator("tr[data-invoice]")).to_have_count(50)
    page.get_by_label("All that can be sent, on all pages").check()
    page.get_by_role("button", name="Send selected").click()
    expect(page.locator(".batch")).to_contain_text("52 wait until what is in their way has been put right.")
    named = page.locator(".report .name").all_inner_texts()
    page.get_by_role("link", name="Next").click()
    expect(page.locator(".report .name")).to_have_count(2)
    named += page.locator(".report .name").all_inner_texts()
    assert sorted(named) == [f"D-{number:02}" for number in range(52)]
    assert arrived(stage) == []
