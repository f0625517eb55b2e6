"""Every page and state, looked at by axe-core in both themes and measured at the narrowest width."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.web.pages.screenshots import walk
from tests.web.pages.stage import Stage

pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendored" / "axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
CONTRAST = "{type: 'rule', values: ['color-contrast']}"
LOOK = """async () => (await axe.run({runOnly: %s, resultTypes: ['violations']}))
  .violations.map((one) => `${one.id} at ${one.nodes[0].html.slice(0, 200)}`)"""
"""Only what is wrong comes back: telling all that is right costs more than looking."""


def test_no_page_has_a_barrier_in_either_theme(browser: Browser, stage: Stage) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        assert [fault for name in walk(page, stage) for fault in _faults(page, name)] == []


def test_no_page_is_wider_than_a_small_phone(browser: Browser, stage: Stage) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="fi-FI") as context:
        page = context.new_page()
        widths = {name: page.evaluate("document.documentElement.scrollWidth") for name in walk(page, stage)}
    assert {name: width for name, width in widths.items() if width > 360} == {}


def _faults(page: Page, name: str) -> Iterator[str]:
    looks: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", RULES), ("dark", CONTRAST))
    for theme, rules in looks:
        page.emulate_media(color_scheme=theme)
        found: list[str] = page.evaluate(LOOK % rules)
        for one in found:
            yield f"{name}, {theme}: {one}"
    page.emulate_media(color_scheme="light")
