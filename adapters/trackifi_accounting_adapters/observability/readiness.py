"""Whether this process can do its work: what it needs is tried, and what is wrong is said with its fix."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock, Thread
from typing import Final

from sqlalchemy import Engine, false, func, select, text, update
from trackifi_accounting.errors import CredentialsRejected
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.deliveries.fences import ONLY_LOOKS

from trackifi_accounting_adapters.database.budgets import EVERYONE, BudgetRow
from trackifi_accounting_adapters.database.migration import HEAD, revision_of
from trackifi_accounting_adapters.database.server.database_time import too_far_apart
from trackifi_accounting_adapters.database.server.durability import NotDurable, check_durability
from trackifi_accounting_adapters.database.sql.connections import READ_ONLY
from trackifi_accounting_adapters.database.sql.statements import table_of
from trackifi_accounting_adapters.secrets.vault import EncryptedVault
from trackifi_accounting_adapters.storage_trouble import is_busy, is_full

PATIENCE: Final = 3.0  # seconds; who asks is told to give it five
SOON: Final = "2s"
"""How long readiness waits for the budget's rows; whoever works waits a little longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that is needed. ``happened`` and ``todo`` are empty while it is there.

    ``serves`` says that requests can be answered all the same: something is to be known, and nothing to be done.
    """

    name: str
    happened: str = ""
    todo: str = ""
    serves: bool = False

    @property
    def passed(self) -> bool:
        """Whether it is there, as far as answering requests needs it."""
        return self.serves or not self.happened


class NotReady(Exception):
    """What a check found; its words are for whoever runs the installation."""

    def __init__(self, happened: str, *, todo: str = "", serves: bool = False) -> None:
        super().__init__(happened)
        self.todo = todo
        self.serves = serves


class Readiness:
    """The trial of what a process needs: database, tables, keys, PDFs, rate budget, clock, recent restores.

    ``patience`` is in seconds, for all of it: what does not answer in time counts as not there.
    """

    def __init__(
        self,
        *,
        engine: Engine,
        budget_engine: Engine,
        vault: Callable[[], EncryptedVault],
        files: Path,
        time: DatabaseTime,
        store: Store,
        unsafe: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        self._engine = engine
        self._budget_engine = budget_engine
        self._vault = vault
        self._files = files
        self._time = time
        self._store = store
        self._unsafe = unsafe
        self._patience = patience
        self._lock = Lock()
        self._running: dict[str, Future[Check]] = {}

    def __call__(self) -> tuple[Check, ...]:
        """Every check; one that fails keeps no other from being made."""
        tries = {
            "database": self._database,
            "tables": self._tables,
            "keys": self._keys,
            "files": self._folder,
            "limiter": self._budget,
            "clock": self._clock,
            "restore": self._restored,
        }
        found = {name: self._begun(name, attempt) for name, attempt in tries.items()}
        wait(found.values(), timeout=self._patience)
        return tuple(one.result() if one.done() else self._unanswered(name) for name, one in found.items())

    def _begun(self, name: str, attempt: Callable[[], None]) -> "Future[Check]":
        """The check, under way in a thread of its own; one that hangs is never begun a second time beside itself."""
        with self._lock:
            known = self._running.get(name)
            if known is None or known.done():
                known = self._running[name] = Future()
                # A daemon: a process whose database hangs can still end.
                Thread(target=_fulfil, args=(known, name, attempt), name=f"ready-{name}", daemon=True).start()
            return known

    def _unanswered(self, name: str) -> Check:
        return Check(name=name, happened=f"It did not answer within {self._patience:g} seconds.", todo=TODO[name])

    def _database(self) -> None:
        with self._engine.execution_options(**READ_ONLY).connect() as connection:
            connection.execute(text("SELECT 1"))
        try:
            check_durability(self._engine, unsafe=self._unsafe)
        except NotDurable as error:
            raise NotReady(error.happened, todo=error.todo) from error

    def _tables(self) -> None:
        if (found := revision_of(self._engine)) != HEAD:
            raise NotReady(f"The tables are of revision {found or 'none'}; this version needs {HEAD}.")

    def _keys(self) -> None:
        with _told("The stored API keys can't be opened with the keys of the key file.", CredentialsRejected):
            self._vault().self_test()

    def _folder(self) -> None:
        with _told("No file can be written into the folder of the PDFs.", OSError):
            self._files.mkdir(parents=True, exist_ok=True, mode=0o700)
            with tempfile.NamedTemporaryFile(dir=self._files, prefix=".ready-") as file:
                file.write(b"ready")
                file.flush()

    def _budget(self) -> None:
        # It changes nothing, but only a database that can be written lets it pass, and whose rows nobody holds.
        rows = table_of(BudgetRow)
        with self._budget_engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(select(func.set_config("lock_timeout", SOON, True)))
            connection.execute(update(rows).where(false()).values(free_at=0.0))
            connection.execute(select(rows.c.provider).where(rows.c.company_id == EVERYONE).with_for_update()).all()

    def _clock(self) -> None:
        if apart := too_far_apart(self._time):
            raise NotReady(f"This machine's clock is {abs(apart):.0f} seconds {'ahead' if apart > 0 else 'behind'}.")

    def _restored(self) -> None:
        restored, now = self._store.restored_at(), self._time.now()
        if restored is not None and now < restored + ONLY_LOOKS:
            minutes = -(-(restored + ONLY_LOOKS - now) // timedelta(minutes=1))
            raise NotReady(f"The database was put back: for {minutes} more minutes only look-ups leave.", serves=True)


TODO: Final = {
    "database": "See that the database runs and that TRACKIFI_ACCOUNTING_DATABASE_URL names it.",
    "tables": "Run `trackifi-accounting migrate` with this version, once; older processes may be restarted after it.",
    "keys": "Put back the key file this database was written with (TRACKIFI_ACCOUNTING_KEY_FILE), and restart.",
    "files": "Make room on the disk, or give this user the right to write into the data folder.",
    "clock": "Set this machine's clock right, by NTP; until then it sends nothing. Nothing has to be sent again.",
    "restore": "Nothing: sending goes on by itself then. What the backup has forgotten is found meanwhile.",
    "limiter": "See that the database can be written: the disk's room, its rights. Until then nothing is sent.",
}

HELD: Final = "See which session holds a lock (pg_stat_activity), and end it; a frozen one is ended after 10 seconds."
ROOM: Final = "Make room on the disk. Nothing is lost, and what waits goes by itself."


def _fulfil(promised: "Future[Check]", name: str, attempt: Callable[[], None]) -> None:
    promised.set_result(_tried(name, attempt))


def _tried(name: str, attempt: Callable[[], None]) -> Check:
    try:
        attempt()
    except NotReady as found:
        return Check(name=name, happened=str(found), todo=found.todo or TODO[name], serves=found.serves)
    # Whatever it is, it is told and not thrown at whoever asks; its words may quote addresses and stay here.
    except Exception as error:  # noqa: BLE001
        kind = type(getattr(error, "orig", None) or error).__name__
        if is_busy(error):
            return Check(name=name, happened="Somebody holds what is needed.", todo=HELD)
        if is_full(error):
            return Check(name=name, happened="The disk is full.", todo=ROOM)
        return Check(name=name, happened=f"It can't be used ({kind}).", todo=TODO[name])
    return Check(name=name)


@contextmanager
def _told(happened: str, *expected: type[Exception]) -> Iterator[None]:
    try:
        yield
    except expected as error:
        raise NotReady(happened) from error
