"""The store keeps its contract on both databases, and so does its double."""

import pytest
from sqlalchemy import Engine
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.contracts.store.store import StoreContract
from trackifi_accounting.testing.doubles.store.store import MemoryStore
from trackifi_accounting_adapters.database.store import SqlStore


class TestSqlStore(StoreContract):
    @pytest.fixture
    def store(self, engine: Engine) -> Store:
        return SqlStore(engine=engine)


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()
