"""What befalls the whole installation once: its database is put back, or somebody freezes with a row locked."""

import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting_adapters.container import let_go
from trackifi_accounting_adapters.database.sql.connections import create_engine

from tests.resilience.middle.machines import Machines
from tests.resilience.middle.stage import Stage

PATIENCE = 60.0  # seconds
LOOK = 0.02  # seconds
FROZEN = 25.0  # seconds
OTHERS_WAIT = 15.0
"""Seconds after which the others must have gone on: their own waits are seconds, and a frozen session is ended by then."""


Incident = Callable[[Stage, Machines], list[str]]
"""Gives what was seen that must not be; it runs in a thread of its own."""


def put_back(stage: Stage, crew: Machines) -> list[str]:
    """A backup is made, invoices go on their way, all machines die at once, and the backup takes the database's place."""
    _until(stage, len(stage.asked) // 4)
    database = next(stage.place.folder.glob("*.db"))
    backup = stage.place.folder / "backup"
    with closing(sqlite3.connect(database)) as now, closing(sqlite3.connect(backup)) as then:
        now.backup(then)
    _until(stage, len(stage.middle.record.carried) + stage.middle.record.waiting + len(stage.asked) // 4)
    with crew.halted():
        let_go(stage.container)
        for leftover in (Path(f"{database}-wal"), Path(f"{database}-shm")):
            leftover.unlink(missing_ok=True)
        shutil.copy(backup, database)
    return []


def frozen_lock(stage: Stage, crew: Machines) -> list[str]:
    """A machine freezes while it holds the row that each call needs; it is let go at last."""
    _until(stage, len(stage.asked) // 4)
    engine = create_engine(stage.place.database)
    gone_on = False
    with suppress(SQLAlchemyError), engine.connect() as connection:
        connection.execute(text("SELECT * FROM accounting_budget FOR UPDATE"))
        time.sleep(OTHERS_WAIT)
        before = stage.middle.record.requests.total()
        time.sleep(FROZEN - OTHERS_WAIT)
        gone_on = stage.middle.record.requests.total() > before
        connection.rollback()
    engine.dispose()
    return [] if gone_on else [f"nobody sent anything for {FROZEN:.0f} s while one was frozen"]


def nothing(_stage: Stage, _crew: Machines) -> list[str]:
    """Most runs have no incident."""
    return []


INCIDENTS: Mapping[str, Incident] = {"": nothing, "put back": put_back, "frozen lock": frozen_lock}


def _until(stage: Stage, carried: int) -> None:
    end = time.monotonic() + PATIENCE
    while len(stage.middle.record.carried) + stage.middle.record.waiting < carried and time.monotonic() < end:
        time.sleep(LOOK)
