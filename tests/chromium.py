"""The Chromium that the pages are tried in; where there is none, the tests that need one are skipped and say so."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Debian's names of it. The first has no window to draw, and takes two thirds of the second's time for the same pages."""
ABSENT = f"this machine has none of {', '.join(NAMES)}"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]


def executable() -> str | None:
    """The path of the first that is there."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run it. Raises ``FileNotFoundError`` where there is none."""
    found = executable()
    if found is None:
        raise FileNotFoundError(ABSENT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()
