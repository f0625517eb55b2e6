"""What the tests of the API and of the pages share: an application, and a folder in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.web.app import create_app

from tests.memory_folder import memory_folder


@pytest.fixture(scope="session")
def app() -> Iterator[FastAPI]:
    """The application is the same for all; each test puts its own installation behind it."""
    made = create_app(Container())
    yield made
    made.state.pdf_inspector.close()


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """In memory, unlike the one that pytest gives."""
    with memory_folder() as made:
        yield made
