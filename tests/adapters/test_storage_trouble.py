"""A full disk is called a full disk, a row that is held is called busy, and nothing else is called either."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from trackifi_accounting.errors import DatabaseBusy, StorageFull
from trackifi_accounting_adapters.console.signals import CommandStopped, store_stop
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.files.documents import FileStore
from trackifi_accounting_adapters.storage_trouble import named

from tests.adapters.cli_runs import COMPANY

URL = "sqlite:///specimen.db"


def sqlite(words: str) -> DBAPIError:
    return OperationalError("INSERT", {}, sqlite3.OperationalError(words))


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (sqlite("database or disk is full"), StorageFull),
        (OSError(errno.ENOSPC, "No space left on device"), StorageFull),
        (sqlite("could not extend file: No space left on device"), StorageFull),
        (sqlite("database is locked"), DatabaseBusy),
        (sqlite("no such table: specimen"), OperationalError),
        (PermissionError(errno.EACCES, "Permission denied"), PermissionError),
    ],
)
def test_each_is_called_what_it_is(error: Exception, told: type[Exception]) -> None:
    with pytest.raises(told) as met, named():
        raise error
    assert type(met.value) is told


@pytest.mark.parametrize("error", [sqlite("database or disk is full"), OSError(errno.ENOSPC, "No space left")])
def test_a_command_says_that_the_disk_is_full(error: Exception) -> None:
    with pytest.raises(CommandStopped) as told, store_stop(URL):
        raise error
    assert "is full" in told.value.happened
    assert "room" in told.value.todo


def test_a_second_writer_that_waits_in_vain_is_told_so(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        connection.execute(text("PRAGMA busy_timeout = 100"))
    store = SqlStore(engine=sqlite_engine)
    with pytest.raises(DatabaseBusy, match="database_busy"), store.write(COMPANY), store.write(COMPANY):
        pass


def test_a_pdf_that_finds_no_room_is_a_problem_with_words() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no device that is always full")
    with pytest.raises(StorageFull, match="storage_full"), named(), full.open("wb", buffering=0) as file:
        file.write(b"specimen")


def test_a_folder_without_rights_is_no_full_disk(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("a file where the folder should be")
    with pytest.raises((NotADirectoryError, FileExistsError)):
        FileStore(root=tmp_path / "files").put(COMPANY, b"specimen")
