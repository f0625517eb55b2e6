"""PostgreSQL is killed in the middle of sending and started again; nothing is lost and nothing is sent twice."""

import contextlib
import time
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting_adapters.container import Container, let_go

from tests.resilience.rig.run import left, prepared
from tests.resilience.rig.server import Server, server
from tests.resilience.rig.stock import press_send
from tests.resilience.rig.tempo import Tempo
from tests.resilience.rig.verdict import fingerprints, judged
from tests.resilience.rig.workers import Workers

__all__ = ["server"]

NUMBER, DEATHS = 40, 3
DOWN = 0.5  # seconds
PATIENCE = 600.0  # seconds


def test_a_database_that_dies_again_and_again_loses_nothing_and_doubles_nothing(tmp_path: Path, server: Server) -> None:
    with prepared(tmp_path, number=NUMBER, database=server.url) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        container = place.container()
        tempo = Tempo(place.pace, container)
        press_send(container, asked)
        with Workers(place, number=2, seed=1):
            for deaths in range(1, DEATHS + 1):
                _wait(container, tempo, NUMBER - NUMBER * deaths // (DEATHS + 2))
                server.die()
                time.sleep(DOWN)
                server.start()
            _wait(container, tempo, 0)
        let_go(container)
        assert judged(sandbox, asked, before).faults == {}


def _wait(container: Container, tempo: Tempo, at_most: int) -> None:
    """Until at most so many deliveries are open."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with contextlib.suppress(SQLAlchemyError):
            tempo.keep()
            waiting = left(container)
            undone = sum(times for state, times in waiting.items() if not state.startswith("pdf_"))
            if not waiting or undone - waiting.get("sent", 0) <= at_most > 0:
                return
        time.sleep(DOWN / 10)
    raise TimeoutError(left(container))
