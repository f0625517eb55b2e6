"""Which tests come first, which last, which of the processes takes which, and which this machine cannot run."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.chromium import ABSENT, executable
from tests.order import place_of

ROOT = Path(__file__).parents[1]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By their places; within a file the order stays. What needs a browser is marked, and skipped where there is none."""

    @cache
    def place(path: Path) -> int:
        return place_of(path.relative_to(ROOT).as_posix())

    items.sort(key=lambda item: place(item.path))
    absent = executable() is None
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if absent and item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.skip(reason=ABSENT))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Files stay whole."""
    from tests.scheduling import Lanes  # noqa: PLC0415 - only a parallel run has xdist

    return Lanes(config, log)
