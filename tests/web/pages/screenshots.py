"""``python -m tests.web.pages.screenshots OUT``: every page and state, in both languages and themes, narrow and wide."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, expect
from trackifi_accounting_adapters.database.access.tokens import Role

from tests.chromium import chromium
from tests.web.pages.specimen import CUSTOMERS, PROVIDER
from tests.web.pages.stage import Stage

LOCALES = {"en": "en-GB", "fi": "fi-FI"}
Theme = Literal["light", "dark"]
WIDTHS = (360, 1280, 1920)
SETTINGS = f"/settings/integrations/{PROVIDER}"


def press(page: Page, button: str) -> None:
    """Press what leads to another page, and wait for that."""
    with page.expect_navigation():
        page.click(button)


def walk(page: Page, stage: Stage) -> Iterator[str]:
    """Go through every state once; gives its name when the browser shows it."""
    for part in (_activation, _linking, _tabs, _sending):
        yield from part(page, stage)


def _activation(page: Page, stage: Stage) -> Iterator[str]:
    page.goto(f"{stage.url}/customer-invoices")
    yield "sign-in"
    page.fill("#token", stage.tokens[Role.ADMINISTRATOR])
    press(page, "main .main-button")
    yield "customer-invoices-before"
    page.goto(f"{stage.url}/settings/integrations")
    yield "integrations-before"
    press(page, ".card-link")
    yield "setup"
    page.fill("[type=password]", "not a key")
    press(page, "main .main-button")
    page.wait_for_selector("#fault")
    yield "key-refused"
    page.fill("[type=password]", stage.sandbox.api_key)
    press(page, "main .main-button")
    page.wait_for_selector(".tabs")
    yield "overview-activated"


def _linking(page: Page, stage: Stage) -> Iterator[str]:
    stage.twin()
    page.goto(f"{stage.url}{SETTINGS}/partners")
    yield "partners"
    page.click("#text-1004")
    page.wait_for_selector("[role=option]")
    yield "partners-dropdown"
    page.keyboard.press("Escape")
    page.check("[name=accept-1001]")
    page.fill("#text-1004", CUSTOMERS[0][1])
    yield "partners-changed"
    press(page, "#save")
    page.wait_for_selector(".conflict")
    yield "partners-conflict"
    page.goto(f"{stage.url}{SETTINGS}/partners")
    press(page, "[name=reject][value='1008']")
    yield "partners-rejected"
    page.goto(f"{stage.url}{SETTINGS}/partners")
    press(page, "#accept-certain")
    yield "partners-accepted"
    page.goto(f"{stage.url}{SETTINGS}/partners/duplicates")
    yield "partners-duplicates"
    page.goto(f"{stage.url}{SETTINGS}/partners?show=stale")
    yield "partners-empty"


def _tabs(page: Page, stage: Stage) -> Iterator[str]:
    for tab in ("products", "invoices", "history", "guide", "disable"):
        page.goto(f"{stage.url}{SETTINGS}/{tab}")
        yield f"tab-{tab}"
    page.goto(f"{stage.url}/freelancer-invoices")
    yield "freelancer-invoices"
    page.goto(f"{stage.url}/customer-invoices")
    yield "customer-invoices"


def _sending(page: Page, stage: Stage) -> Iterator[str]:
    page.goto(f"{stage.url}/customer-invoices/i-3/{PROVIDER}")
    yield "preview"
    press(page, ".sticky .main-button")
    page.wait_for_selector(".timeline")
    yield "delivery-sent"
    page.goto(f"{stage.url}/customer-invoices/i-6/{PROVIDER}")
    yield "preview-refused"
    page.goto(f"{stage.url}/customer-invoices")
    page.check("[data-all]")
    press(page, ".save-bar .main-button")
    page.wait_for_selector(".report")
    expect(page.locator("#count-moving")).to_have_text("0")
    yield "report"
    page.goto(f"{stage.url}/customer-invoices?show=attention")
    yield "customer-invoices-attention"
    stage.remove("S-1003")
    page.goto(f"{stage.url}/customer-invoices/i-3/{PROVIDER}/question")
    yield "question"
    page.goto(f"{stage.url}{SETTINGS}/differences")
    yield "differences"
    page.goto(f"{stage.url}/customer-invoices/i-4/{PROVIDER}")
    page.click(".exclude summary")
    page.fill("#reason", "Kirjattu käsin")
    press(page, ".exclude button")
    yield "excluded"
    page.goto(f"{stage.url}{SETTINGS}/invoices")
    yield "tab-invoices-after"
    page.goto(f"{stage.url}/customer-invoices")
    yield "customer-invoices-after"
    page.goto(f"{stage.url}{SETTINGS}/history")
    yield "history-after"
    page.goto(f"{stage.url}{SETTINGS}")
    press(page, "#sync .main-button")
    page.wait_for_selector(".counts")
    yield "overview-synced"
    page.goto(f"{stage.url}/settings/integrations")
    yield "integrations-after"
    page.goto(f"{stage.url}/customer-invoices/absent/{PROVIDER}")
    yield "absent"
    page.goto(f"{stage.url}{SETTINGS}/disable")
    press(page, "main button.danger-button")
    page.wait_for_selector("#field-api_key")
    yield "disabled"


def photograph(out: Path, *, language: str, theme: Theme, width: int) -> None:
    with tempfile.TemporaryDirectory() as folder, Stage(Path(folder)) as stage, chromium() as browser:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, locale=LOCALES[language], color_scheme=theme
        )
        page = context.new_page()
        for number, name in enumerate(walk(page, stage), start=1):
            path = out / f"{language}-{theme}-{width}" / f"{number:02}-{name}.png"
            page.screenshot(path=path, full_page=not name.endswith("dropdown"))


def main(out: Path) -> None:
    for language in LOCALES:
        themes: tuple[Theme, ...] = ("light", "dark")
        for theme in themes:
            for width in WIDTHS:
                photograph(out, language=language, theme=theme, width=width)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
