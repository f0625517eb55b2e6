"""The host register keeps its contract on both databases, and so does its double."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.testing.contracts.host import HostContract
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.host import MemoryHost
from trackifi_accounting_adapters.database.host import SqlHost
from trackifi_accounting_adapters.files.documents import FileStore


class TestSqlHost(HostContract):
    @pytest.fixture
    def host(self, engine: Engine, tmp_path: Path, clock: ManualClock) -> HostRegister:
        return SqlHost(engine=engine, files=FileStore(root=tmp_path / "files"), clock=clock)


class TestMemoryHost(HostContract):
    @pytest.fixture
    def host(self, clock: ManualClock) -> HostRegister:
        return MemoryHost(clock)
