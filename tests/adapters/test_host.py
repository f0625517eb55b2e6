"""The host register keeps its contract on both databases, and so does its double."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.testing.clock import ManualClock
from trackifi_accounting.testing.host import MemoryHost
from trackifi_accounting.testing.host_contract import HostContract
from trackifi_accounting_adapters.files import FileStore
from trackifi_accounting_adapters.persistence.host import SqlHost


class TestSqlHost(HostContract):
    @pytest.fixture
    def host(self, engine: Engine, tmp_path: Path, clock: ManualClock) -> HostRegister:
        return SqlHost(engine=engine, files=FileStore(root=tmp_path / "files"), clock=clock)


class TestMemoryHost(HostContract):
    @pytest.fixture
    def host(self, clock: ManualClock) -> HostRegister:
        return MemoryHost(clock)
