"""The engine in memory keeps what every engine has to keep."""

import pytest
from trackifi_accounting.testing.engine import MemoryEngine
from trackifi_accounting.testing.engine_contract import EngineContract, EngineStopContract


class TestMemoryEngine(EngineContract):
    @pytest.fixture(scope="class")
    @classmethod
    def engine(cls):
        return MemoryEngine()


class TestMemoryEngineStop(EngineStopContract):
    @pytest.fixture
    def engine(self):
        return MemoryEngine()
