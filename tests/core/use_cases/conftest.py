"""A fresh world for each test."""

import pytest

from tests.core.use_cases.world import World


@pytest.fixture
def world() -> World:
    return World()
