"""Disks that fill up, files that may not grow, databases that die, and backups that know nothing of the last hours."""

import contextlib
import resource
import shutil
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from procountor_sandbox.server import RunningSandbox
from sqlalchemy import event
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting_adapters.container import Container, let_go

from tests.resilience.rig.forks import forking
from tests.resilience.rig.place import Place
from tests.resilience.rig.run import finish, prepared
from tests.resilience.rig.stock import PROVIDER, WHO, Asked, press_send
from tests.resilience.rig.verdict import fingerprints, judged

DATABASE = "accounting.db"
WRITES = 9  # how many writes from now on the disk is full, from none to more than a delivery makes
GROWTHS = 5  # how far the log of writes may still grow, in steps of three pages
FRAME = 24 + 4096  # bytes of a page in SQLite's log of writes, with its header
LOG_HEAD = 32  # bytes
RESTORED = 40
PATIENCE = 600.0  # seconds


def send(container: Container, one: Asked) -> None:
    with contextlib.suppress(Exception):
        container.send_invoice()(one.company, PROVIDER, one.invoice.kind, one.invoice.id, by=WHO)


def known(container: Container, one: Asked) -> Delivery | None:
    with container.store().write(one.company) as work:
        return work.deliveries.get(PROVIDER, one.invoice.kind, one.invoice.id)


def booked(sandbox: RunningSandbox) -> set[tuple[str, str]]:
    """The invoices that are there."""
    kinds = {"SALES_INVOICE": "customer", "PURCHASE_INVOICE": "freelancer"}
    return {
        (kinds[one.type], one.own_number) for company in sandbox.state.companies.values() for one in company.invoices
    }


def no_call_without_intent(sandbox: RunningSandbox, container: Container, asked: list[Asked]) -> bool:
    """Whatever is at the provider is known here to have been begun."""
    begun = {
        (one.invoice.kind.value, str(one.invoice.number))
        for one in asked
        if (delivery := known(container, one)) and delivery.attempts
    }
    return booked(sandbox) <= begun


def test_with_the_disk_full_at_any_write_nothing_is_sent_that_is_not_written_down(tmp_path: Path) -> None:
    with prepared(tmp_path, number=2 * WRITES) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        mine = [one for one in asked if one.company == asked[0].company]
        for pages, one in enumerate(mine):
            container = place.container()
            _vacuum(tmp_path / DATABASE)
            event.listen(container.engine(), "connect", _full_after(tmp_path / DATABASE, pages))
            send(container, one)
            let_go(container)
            container = place.container()
            assert no_call_without_intent(sandbox, container, mine)
            send(container, one)
            let_go(container)
        assert finish(place) == {}
        assert not judged(sandbox, mine, before).faults


def _vacuum(database: Path) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _full_after(database: Path, pages: int) -> Callable[[sqlite3.Connection, object], None]:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        used = connection.execute("PRAGMA page_count").fetchone()[0]

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {used + pages}")

    return limit


def send_within(place: Place, one: Asked, size: int) -> None:
    """Send in a process whose files may not grow beyond ``size`` bytes: writing more is an I/O error."""
    container = place.container()
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    send(container, one)


def test_with_an_io_error_at_any_write_nothing_is_sent_that_is_not_written_down(tmp_path: Path) -> None:
    with prepared(tmp_path, number=2 * GROWTHS) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        mine = [one for one in asked if one.company == asked[0].company]
        for frames, one in enumerate(mine):
            _vacuum(tmp_path / DATABASE)
            size = LOG_HEAD + 3 * frames * FRAME
            process = forking().Process(target=send_within, args=(place, one, size), daemon=True)
            process.start()
            process.join(PATIENCE)
            container = place.container()
            assert no_call_without_intent(sandbox, container, mine)
            send(container, one)
            let_go(container)
        assert finish(place) == {}
        assert not judged(sandbox, mine, before).faults


def test_an_old_backup_sends_nothing_twice(tmp_path: Path) -> None:
    with prepared(tmp_path, number=RESTORED) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
            connection.execute("VACUUM INTO ?", [str(tmp_path / "backup.db")])
        container = place.container()
        press_send(container, asked)
        let_go(container)
        assert finish(place) == {}
        _restore(tmp_path)
        container = place.container()
        assert all(known(container, one) is None for one in asked)
        press_send(container, asked)
        let_go(container)
        assert finish(place) == {}
        assert not judged(sandbox, asked, before).faults


def _restore(folder: Path) -> None:
    for name in (f"{DATABASE}-wal", f"{DATABASE}-shm"):
        (folder / name).unlink(missing_ok=True)
    shutil.copyfile(folder / "backup.db", folder / DATABASE)


@pytest.mark.parametrize("kept", [0.1, 0.35, 0.6, 0.85])
def test_writes_cut_off_by_a_power_cut_lead_to_no_second_invoice(tmp_path: Path, kept: float) -> None:
    with prepared(tmp_path, number=4) as (sandbox, place, asked):
        before = fingerprints(sandbox)
        holder = sqlite3.connect(tmp_path / DATABASE)  # keeps the log from being taken up at the end
        holder.execute("SELECT count(*) FROM sqlite_master").fetchone()
        container = place.container()
        press_send(container, asked)
        let_go(container)
        assert finish(place) == {}
        log = (tmp_path / f"{DATABASE}-wal").read_bytes()
        frames = (len(log) - LOG_HEAD) // FRAME
        image = (tmp_path / DATABASE).read_bytes()
        holder.close()
        (tmp_path / DATABASE).write_bytes(image)
        (tmp_path / f"{DATABASE}-wal").write_bytes(log[: LOG_HEAD + int(frames * kept) * FRAME + FRAME // 2])
        (tmp_path / f"{DATABASE}-shm").unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(tmp_path / DATABASE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        container = place.container()
        for one in asked:
            send(container, one)
        let_go(container)
        assert finish(place) == {}
        assert not judged(sandbox, asked, before).faults
