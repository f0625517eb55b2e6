"""Without JavaScript: what only a script could serve is not shown, and what a script would tell can be looked up."""

from playwright.sync_api import expect

from tests.web.pages.acts import SETTINGS
from tests.web.pages.conftest import Visit
from tests.web.pages.stage import LINKED, Stage

IDLE = "[hidden], [data-copy], [data-all]"
"""What does something only for a script."""
PAGES = (SETTINGS, f"{SETTINGS}/guide", f"{SETTINGS}/partners", "/customer-invoices", "/freelancer-invoices")


def test_nothing_is_offered_that_only_a_script_could_do(visit: Visit, stage: Stage) -> None:
    page = visit(java_script_enabled=False)
    stage.write(LINKED)

    seen, shown = 0, []
    for address in PAGES:
        page.goto(address)
        idle = page.locator(IDLE)
        seen += idle.count()
        shown += [f"{address}: {one.inner_text()}" for one in idle.all() if one.is_visible()]

    assert seen
    assert shown == []


def test_a_whole_selection_is_sent_and_reported(visit: Visit, stage: Stage) -> None:
    page = visit(java_script_enabled=False)
    stage.write(LINKED)
    page.goto("/customer-invoices")
    for number in ("S-1001", "S-1003"):
        page.get_by_label(f"Select invoice {number}").check()

    page.get_by_role("button", name="Send selected").click()

    expect(page.get_by_role("heading", name="Sent to Procountor")).to_be_visible()
    while (refresh := page.get_by_role("link", name="Refresh")).count():
        refresh.click()
    expect(page.locator("#count-sent")).to_have_text("2")
