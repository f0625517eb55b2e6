"""A database that takes connections and never answers: readiness says so in time, and no thread piles up."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.observability.readiness import Readiness
from trackifi_accounting_adapters.settings import Settings

ASKED = 3
NEEDS_DATABASE = {"database", "tables", "limiter"}


@pytest.fixture
def silent() -> Iterator[Engine]:
    """Something listens where PostgreSQL should, and says nothing until the test is over."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        engine = create_engine(f"postgresql://nobody@127.0.0.1:{server.getsockname()[1]}/none")
        yield engine
    for thread in _tries():
        thread.join()
    engine.dispose()


def test_a_database_that_hangs_is_told_in_time_with_what_to_do(silent: Engine, tmp_path: Path) -> None:
    container = Container(settings=Settings(data_dir=tmp_path))
    migrate(container.engine())
    let_go(container)
    ready = Readiness(
        engine=silent,
        budget_engine=silent,
        vault=container.vault,
        files=tmp_path / "files",
        time=container.database_time(),
        store=container.store(),
        patience=0.2,
    )
    for _ in range(ASKED):
        found = {one.name: one for one in ready()}
        assert {name for name, one in found.items() if not one.passed} >= NEEDS_DATABASE
        assert all("did not answer" in found[name].happened and found[name].todo for name in NEEDS_DATABASE)
        assert len(_tries()) <= len(found)
    let_go(container)


def _tries() -> list[threading.Thread]:
    return [one for one in threading.enumerate() if one.name.startswith("ready-")]
