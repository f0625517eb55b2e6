"""Which tests come first, and which last."""

from pathlib import Path

import pytest

WAITING = ("tests/resilience", "tests/simulation", "features", "tests/web/test_features_in_the_browser.py")
"""They wait for killed workers and windows: begun last, they would leave all processors but one idle."""
PAGES = "tests/web/pages"
"""The browser stays open for all of them, and with it an event loop in which nobody else may begin another."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first, the pages last; within a file the order stays."""
    first = [config.rootpath / place for place in WAITING]

    def place(path: Path) -> int:
        if config.rootpath / PAGES in path.parents:
            return len(first) + 1
        return next((at for at, folder in enumerate(first) if folder in (path, *path.parents)), len(first))

    items.sort(key=lambda item: place(item.path))
