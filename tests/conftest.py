"""Which tests come first, which last, and which of the processes takes which."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.lanes import place_of

ROOT = Path(__file__).parents[1]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """By their places; within a file the order stays."""

    @cache
    def place(path: Path) -> int:
        return place_of(path.relative_to(ROOT).as_posix())

    items.sort(key=lambda item: place(item.path))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Files stay whole."""
    from tests.scheduling import Lanes  # noqa: PLC0415 - only a parallel run has xdist

    return Lanes(config, log)
