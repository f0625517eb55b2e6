"""What visitors do on the pages, by the names they read there."""

from playwright.sync_api import Page

from tests.web.pages.specimen import PROVIDER
from tests.web.pages.stage import Stage

SETTINGS = f"/settings/integrations/{PROVIDER}"


def activate(page: Page, stage: Stage) -> None:
    page.goto("/settings/integrations")
    page.get_by_role("link", name="Procountor").click()
    page.get_by_label("API key").fill(stage.sandbox.api_key)
    page.get_by_role("button", name="Activate").click()
    page.get_by_text("Connected to").wait_for()


def link_certain(page: Page) -> None:
    page.goto(f"{SETTINGS}/partners")
    page.get_by_role("button", name="Accept all certain").click()
    page.get_by_role("heading", name="Certain suggestions").wait_for()


def arrived(stage: Stage) -> list[str]:
    """Our numbers of the invoices that the sandbox holds."""
    (company, *_) = stage.sandbox.state.companies.values()
    return sorted(one.own_number for one in company.invoices if one.own_number)
