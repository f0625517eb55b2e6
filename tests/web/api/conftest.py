"""A fresh installation for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from tests.web.api.installation import Installation, template


@pytest.fixture(scope="session")
def empty_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def installation(tmp_path: Path, empty_tables: Path, app: FastAPI) -> Iterator[Installation]:
    made = Installation(tmp_path / "data", empty_tables, app=app)
    yield made
    made.close()
