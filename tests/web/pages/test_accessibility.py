"""Every page and state, looked at by axe-core in both themes and measured from a small phone's width to a desk's."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page

from tests.web.pages.screenshots import walk
from tests.web.pages.stage import Stage

AXE = Path(__file__).parent / "vendored" / "axe.min.js"
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
CONTRAST = "{type: 'rule', values: ['color-contrast']}"
LOOK = """async () => (await axe.run({runOnly: %s, resultTypes: ['violations']}))
  .violations.map((one) => `${one.id} at ${one.nodes[0].html.slice(0, 200)}`)"""
"""Only what is wrong comes back: telling all that is right costs more than looking."""
WIDTHS = (360, 840, 1100, 1280)
LONG = "Pitkänimisen Koeyrityksen Tytäryhtiön Kirjanpito Oyj"
MEASURE = """(long) => {
  for (const one of document.querySelectorAll('.company strong, .signed-in .quiet')) one.textContent = long;
  const box = (one) => one.getBoundingClientRect(), faults = [], wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) faults.push(`the page is ${wide} wide`);
  for (const one of document.querySelectorAll('main table, main .card, main .problem'))
    if (box(one).right > box(one.parentElement).right + 1) faults.push(`${one.className} sticks out of its place`);
  const top = document.querySelector('.top'), shown = [...top.querySelectorAll('.brand, .company, button')];
  const lines = new Set(shown.map((one) => Math.round((box(one).top + box(one).bottom) / 16)));
  if (lines.size > 2) faults.push(`the top takes ${lines.size} lines`);
  for (const one of shown) if (box(one).right > innerWidth) faults.push(`${one.textContent} is cut off`);
  for (const one of top.querySelectorAll('a, button')) if (box(one).height < 24) faults.push(`${one.textContent} is low`);
  return faults;
}"""
"""Lines at the top are told apart by their middles, to eight pixels."""


def test_no_page_has_a_barrier_in_either_theme(browser: Browser, stage: Stage) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB") as context:
        context.add_init_script(path=AXE)
        page = context.new_page()
        assert [fault for name in walk(page, stage) for fault in _faults(page, name)] == []


def test_nothing_sticks_out_and_the_top_takes_two_lines_at_most(browser: Browser, stage: Stage) -> None:
    """In Finnish, whose words are long, with a company and a person of long names."""
    with browser.new_context(viewport={"width": WIDTHS[0], "height": 800}, locale="fi-FI") as context:
        page = context.new_page()
        faults = [fault for name in walk(page, stage) for fault in _out_of_place(page, name)]
    assert faults == []


def _out_of_place(page: Page, name: str) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found: list[str] = page.evaluate(MEASURE, LONG)
        for one in found:
            yield f"{name}, {width}: {one}"
    page.set_viewport_size({"width": WIDTHS[0], "height": 800})


def _faults(page: Page, name: str) -> Iterator[str]:
    looks: tuple[tuple[Literal["light", "dark"], str], ...] = (("light", RULES), ("dark", CONTRAST))
    for theme, rules in looks:
        page.emulate_media(color_scheme=theme)
        found: list[str] = page.evaluate(LOOK % rules)
        for one in found:
            yield f"{name}, {theme}: {one}"
    page.emulate_media(color_scheme="light")
