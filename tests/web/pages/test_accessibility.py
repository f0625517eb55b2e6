"""Every page and state, looked at by axe-core in both themes and measured at the narrowest width."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.web.pages.screenshots import walk
from tests.web.pages.stage import Stage

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parent / "vendored" / "axe.min.js").read_text(encoding="utf-8")
RULES = "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
CONTRAST = "axe.run({runOnly: {type: 'rule', values: ['color-contrast']}})"


def test_no_page_has_a_barrier_in_either_theme(browser: Browser, stage: Stage) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        page = context.new_page()
        assert [fault for name in walk(page, stage) for fault in _faults(page, name)] == []


def test_no_page_is_wider_than_a_small_phone(browser: Browser, stage: Stage) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="fi-FI") as context:
        page = context.new_page()
        widths = {name: page.evaluate("document.documentElement.scrollWidth") for name in walk(page, stage)}
    assert {name: width for name, width in widths.items() if width > 360} == {}


def _faults(page: Page, name: str) -> Iterator[str]:
    page.evaluate(f"() => {{ {AXE} }}")
    for theme, run in (("light", RULES), ("dark", CONTRAST)):
        page.emulate_media(color_scheme=theme)
        found: dict[str, Any] = page.evaluate(run)
        for one in found["violations"]:
            yield f"{name}, {theme}: {one['id']} at {one['nodes'][0]['html'][:200]}"
    page.emulate_media(color_scheme="light")
