"""The limiter keeps its contract on both databases, and so does its double."""

import pytest
from sqlalchemy import Engine
from trackifi_accounting.ports.limiter import Limiter
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting.testing.limiter import MemoryLimiter
from trackifi_accounting.testing.limiter_contract import LimiterContract
from trackifi_accounting_adapters.limiter import SqlLimiter


class TestSqlLimiter(LimiterContract):
    @pytest.fixture
    def limiter(self, engine: Engine, clock: ManualClock) -> Limiter:
        return SqlLimiter(engine=engine, clock=clock, per_second=10, company_per_second=None)


class TestMemoryLimiter(LimiterContract):
    @pytest.fixture
    def limiter(self, clock: ManualClock) -> Limiter:
        return MemoryLimiter(clock=clock, per_second=10)
