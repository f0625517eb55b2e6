"""Browser windows that are kept from test to test, since each new one costs half a second of processor time."""

import re

from playwright.sync_api import Browser, BrowserContext, Page

PATIENCE = 30_000
"""Milliseconds: nothing waits so long, but on a machine that does much else beside."""


def sign_in(page: Page, url: str, token: str) -> None:
    """Send the form of the sign-in page as a browser does, without drawing what follows."""
    address = f"{url}/sign-in"
    found = re.search(r'name="form-check" value="([0-9a-f]+)"', page.request.get(address).text())
    assert found
    answer = page.request.post(address, form={"form-check": found[1], "token": token}, max_redirects=0)
    assert answer.status == 303


class Windows:
    """Whoever opens one finds it as a new one would be: nobody signed in, one empty tab."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[bool, BrowserContext] = {}
        self._used: list[BrowserContext] = []
        self._guests: list[BrowserContext] = []

    def open(self, url: str, *, scripts: bool) -> Page:
        """Open one; a second one of the same kind is there until everybody leaves."""
        if scripts not in self._kept:
            self._kept[scripts] = self._new(url, scripts)
        kept = self._kept[scripts]
        if kept in self._used:
            self._guests.append(self._new(url, scripts))
            return self._guests[-1].new_page()
        self._used.append(kept)
        return kept.pages[0] if kept.pages else kept.new_page()

    def leave(self) -> None:
        """Close what was opened besides, and forget who was there."""
        for context in self._guests:
            context.close()
        for context in self._used:
            first, *others = context.pages
            for page in others:
                page.close()
            first.unroute_all(behavior="ignoreErrors")
            context.set_offline(False)
            first.goto("about:blank")
            context.clear_cookies()
        self._guests, self._used = [], []

    def _new(self, url: str, scripts: bool) -> BrowserContext:  # noqa: FBT001 - what a kind is known by
        context = self._browser.new_context(base_url=url, locale="en-GB", java_script_enabled=scripts)
        context.set_default_timeout(PATIENCE)
        return context
