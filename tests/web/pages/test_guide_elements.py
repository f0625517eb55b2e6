"""The parts of pages by which docs/reference/guide.md proves the guide's sentences are there, in the running application."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.guide_list import Element, entries
from tests.web.pages.acts import activate, link_certain
from tests.web.pages.conftest import Visit
from tests.web.pages.stage import Stage


def test_every_element_of_the_guides_list_is_on_its_page(visit: Visit, stage: Stage) -> None:
    page = visit()
    absent = [*_absent(page, "new", stage.url), *_absent(page, "Procountor", stage.sandbox.url)]
    activate(page, stage)
    link_certain(page)
    absent += _absent(page, "active", stage.url)
    assert absent == []


def _absent(page: Page, state: str, url: str) -> Iterator[str]:
    named = {element for entry in entries() for element in entry.elements if element.state == state}
    assert named
    for element in sorted(named, key=lambda one: (one.address, one.selector, one.text)):
        if page.url != url + element.address:
            page.goto(url + element.address, wait_until="domcontentloaded")
        if not _shown(page, element):
            yield f"{state} {element.address} {element.selector}: {element.text}"


def _shown(page: Page, element: Element) -> bool:
    return page.locator(element.selector).filter(has_text=element.text, visible=True).count() > 0
