"""One installation of Trackifi's accounting side: the real container on real files."""

import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from itertools import count
from pathlib import Path

from sqlalchemy import event
from trackifi_accounting.errors import StorageFull
from trackifi_accounting.testing.examples.stored_records import OTHER, delivery
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.limits.limiter import SqlLimiter
from trackifi_accounting_adapters.settings import PROVIDER_PREFIX, Settings, provider_settings

from tests.steps.clock import SharedClock

DATABASE, KEYS = "accounting.db", "keys"


def variable(provider: str, setting: str) -> str:
    """The name of the environment's variable for a provider's setting."""
    return f"{PROVIDER_PREFIX}{provider}_{setting}".upper()


class Installation:
    """Set up in ``folder``; ``environment`` holds the provider's settings as variables of the environment.

    It outlives scenarios, as a process outlives its customers' days; each scenario begins with empty tables and files.
    """

    def __init__(self, folder: Path, *, environment: Mapping[str, str], clock: SharedClock) -> None:
        self.folder = folder / "trackifi"
        self.clock = clock
        self._environment = dict(environment)
        self._template = folder / DATABASE
        self._as_set_up = True
        self._holder: sqlite3.Connection | None = None
        self.quiet: Callable[[], None] = lambda: None
        self.container = self._started(self._environment)
        migrate(self.container.engine())
        self.stop()
        shutil.copyfile(self.folder / DATABASE, self._template)

    def begin_anew(self) -> None:
        """Empty everything, and undo what a scenario did to the installation itself."""
        self.stop()
        shutil.rmtree(self.folder / "files", ignore_errors=True)
        self._forget_intents()
        shutil.copyfile(self._template, self.folder / DATABASE)
        if not self._as_set_up:
            self.container = self._started(self._environment)
            self._as_set_up = True

    def begin_at(self, moment: Path) -> None:
        """Have the tables and files of a copy of the folder, whose encryption keys are the same."""
        self.stop()
        self._forget_intents()
        shutil.copytree(moment, self.folder, dirs_exist_ok=True)

    def back_up(self) -> Path:
        """Copy the database as it is; gives the copy."""
        self.stop()
        copy = self.folder.with_name("backup.db")
        shutil.copyfile(self.folder / DATABASE, copy)
        return copy

    def put_back(self, copy: Path) -> None:
        """Have the database of a copy again, as an operator does after a disaster."""
        self.stop()
        shutil.copyfile(copy, self.folder / DATABASE)
        self.restart()

    def has_keys_of(self, moment: Path) -> bool:
        """Whether a copy of the folder can be read with the present encryption keys."""
        return (moment / KEYS).read_bytes() == (self.folder / KEYS).read_bytes()

    def restart(self, changes: Mapping[str, str] | None = None) -> None:
        """Stop and start again, with these variables changed."""
        self.stop()
        self._as_set_up = False
        self.container = self._started(self._environment | dict(changes or {}))

    def hold(self) -> None:
        """Another process begins to write, and stands still."""
        self._holder = sqlite3.connect(self.folder / DATABASE, isolation_level=None)
        self._holder.execute("BEGIN IMMEDIATE")

    def let_go(self) -> None:
        """It is gone, and with it what it held."""
        if self._holder:
            self._holder.close()
        self._holder = None

    def fill(self) -> None:
        """Let the database grow no more, as on a disk without room; until it is started anew."""
        engine = self.container.engine()
        engine.dispose()
        with closing(sqlite3.connect(self.folder / DATABASE, isolation_level=None)) as connection:
            connection.execute("VACUUM")  # it would first use the pages that it has given up
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
        event.listen(engine, "connect", lambda made, _: made.execute(f"PRAGMA max_page_count = {pages}"))
        with suppress(StorageFull):  # what is left within the pages
            for number in count():
                with self.container.store().write(OTHER) as work:
                    work.deliveries.add(delivery(f"{number}", company=OTHER, payload=bytes(500), due=None))

    def stop(self) -> None:
        """Let go of the database, once ``quiet`` finds that nobody is at it."""
        self.quiet()
        self.let_go()
        let_go(self.container)

    def _forget_intents(self) -> None:
        """Another scenario's database was not put back: it is a new one."""
        (self.folder / "last-intent").unlink(missing_ok=True)

    def _started(self, environment: Mapping[str, str]) -> Container:
        container = Container(
            settings=Settings(data_dir=self.folder),
            clock=self.clock,
            database_time=self.clock,
            provider_settings=provider_settings(environment),
        )
        # The budget of calls has tests of its own; here its two writes a call would take a third of the time.
        container.limiter.override(
            SqlLimiter(engine=container.engine(), clock=self.clock, per_second=None, company_per_second=None)
        )
        return container
