"""Which tests come first."""

from pathlib import Path

import pytest

WAITING = ("tests/resilience", "tests/simulation", "tests/web/pages", "tests/web", "features")
"""They wait for killed workers, windows, browsers: begun last, they would leave all processors but one idle."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The longest first; within a folder and a file the order stays."""
    folders = [config.rootpath / folder for folder in WAITING]

    def place(path: Path) -> int:
        return next((at for at, folder in enumerate(folders) if folder in path.parents), len(folders))

    items.sort(key=lambda item: place(item.path))
