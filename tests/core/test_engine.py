"""The engine in memory keeps what every engine has to keep."""

import pytest
from trackifi_accounting.testing.contracts.engine import EngineContract, EngineStopContract
from trackifi_accounting.testing.doubles.engine import MemoryEngine


class TestMemoryEngine(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls):
        return MemoryEngine()


class TestMemoryEngineStop(EngineStopContract):
    @pytest.fixture
    def engine(self):
        return MemoryEngine()
