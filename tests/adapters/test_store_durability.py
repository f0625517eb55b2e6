"""Several at once, a busy database, a power cut: what was committed stays, and nothing is done twice."""

import shutil
import sqlite3
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, text
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting.domain.partners.business_partners import BusinessPartner
from trackifi_accounting.domain.values.references import CompanyId, InvoiceId
from trackifi_accounting.errors import StorageFull
from trackifi_accounting.ports.host import HostRegister
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.examples.records import company
from trackifi_accounting.testing.examples.stored_records import (
    ACME,
    CUSTOMER,
    NOW,
    OTHER,
    PROVIDER,
    delivery,
    entry,
    partner,
)
from trackifi_accounting_adapters.database.host import SqlHost
from trackifi_accounting_adapters.database.sql.connections import READ_ONLY, create_engine
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.files.documents import FileStore

INVOICES = [InvoiceId(str(number)) for number in range(25)]
WAL_HEADER, FRAME_HEADER = 32, 24  # bytes, https://www.sqlite.org/fileformat.html#the_write_ahead_log


def test_each_delivery_is_claimed_by_one_of_several_workers(engine: Engine) -> None:
    store = SqlStore(engine=engine)
    with store.write(ACME) as work:
        assert all(work.deliveries.add(delivery(invoice)) for invoice in INVOICES)

    def claim_all(_worker: int) -> int:
        return sum(_claim(store, invoice) for invoice in INVOICES)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(claim_all, range(4))) == len(INVOICES)


def _claim(store: SqlStore, invoice: InvoiceId) -> bool:
    with store.write(ACME) as work:
        known = work.deliveries.get(PROVIDER, CUSTOMER, invoice)
    assert known is not None
    if known.state is not DeliveryState.READY:
        return False
    with store.write(ACME) as work:
        return work.deliveries.replace(replace(known, state=DeliveryState.SENDING))


def test_an_invoice_asked_for_at_the_same_time_is_taken_once(engine: Engine) -> None:
    store = SqlStore(engine=engine)

    def ask(_tab: int) -> bool:
        with store.write(ACME) as work:
            return work.deliveries.add(delivery("1"))

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(ask, range(16))) == [False] * 15 + [True]


def test_acts_of_several_at_once_are_all_in_the_trail(engine: Engine) -> None:
    store = SqlStore(engine=engine)

    def act(number: int) -> None:
        with store.write(ACME if number % 2 else OTHER) as work:
            work.audit.add(entry(str(number)))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(40)))
    with store.write(ACME) as work:
        assert {one.action for one in work.audit.page()} == {str(number) for number in range(1, 40, 2)}


def test_a_writer_waits_for_another_process(sqlite_engine: Engine, tmp_path: Path) -> None:
    locked, release = Event(), Event()

    def hold_the_lock() -> None:
        with closing(sqlite3.connect(tmp_path / "accounting.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            locked.set()
            release.wait(4)
            other.execute("COMMIT")

    with ThreadPoolExecutor(2) as pool:
        holder = pool.submit(hold_the_lock)
        locked.wait(4)
        writer = pool.submit(_act, SqlStore(engine=sqlite_engine))
        release.set()
        holder.result()
        writer.result()
    assert _acts(tmp_path / "accounting.db") == 1


def test_reading_waits_for_no_writer(sqlite_engine: Engine, tmp_path: Path) -> None:
    host: HostRegister = SqlHost(engine=sqlite_engine, files=FileStore(root=tmp_path), clock=ManualClock())
    host.put_company(company(ACME))
    with SqlStore(engine=sqlite_engine).write(ACME) as work:
        work.audit.add(entry("act"))
        assert host.company(ACME) == company(ACME)  # would fail with "database is locked" if it had to wait


def test_a_view_waits_for_no_writer(sqlite_engine: Engine) -> None:
    store = SqlStore(engine=sqlite_engine)
    with store.write(ACME) as work:
        work.audit.add(entry("act"))
        with store.read(ACME) as seen:
            assert not seen.audit.page()


def test_a_failed_commit_is_an_error_and_leaves_nothing(sqlite_engine: Engine, tmp_path: Path) -> None:
    store = SqlStore(engine=sqlite_engine)
    _act(store)
    with sqlite_engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
    sqlite_engine.dispose()
    full = create_engine(f"sqlite:///{tmp_path / 'accounting.db'}")
    with full.connect() as connection:  # the pool gives this connection, with its limit, to the store
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StorageFull):
        _fill(SqlStore(engine=full))
    full.dispose()
    assert _acts(tmp_path / "accounting.db") == 1


def _fill(store: SqlStore) -> None:
    with store.write(ACME) as work:
        for number in range(500):
            work.audit.add(entry(f"{number} is a long action" * 20))


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 1)])
def test_every_connection_has_the_guarantees(tmp_path: Path, *, durable: bool, synchronous: int) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'fresh.db'}", durable=durable)
    wanted = {"journal_mode": "wal", "synchronous": synchronous, "foreign_keys": 1, "busy_timeout": 5000}
    reading = engine.execution_options(**READ_ONLY)
    with reading.connect() as first, reading.connect() as second:
        for connection in (first, second):
            assert {name: connection.execute(text(f"PRAGMA {name}")).scalar() for name in wanted} == wanted
    engine.dispose()


@pytest.mark.parametrize("url", ["mysql://specimen/books", "oracle://specimen/books"])
def test_another_database_is_refused_by_name(url: str) -> None:
    with pytest.raises(ValueError, match="use sqlite or postgresql"):
        create_engine(url)


def test_a_power_cut_at_any_moment_loses_no_commit_before_it(sqlite_engine: Engine, tmp_path: Path) -> None:
    path, log = tmp_path / "accounting.db", tmp_path / "accounting.db-wal"
    store = SqlStore(engine=sqlite_engine)
    committed: dict[int, int] = {}  # length of the log: acts that are committed with it
    for number in range(1, 7):
        _act(store)
        committed[log.stat().st_size] = number
    written, page = log.read_bytes(), _page_size(path)
    frame = FRAME_HEADER + page
    for whole in range((len(written) - WAL_HEADER) // frame + 1):
        for torn in (0, frame // 2):
            length = min(WAL_HEADER + whole * frame + torn, len(written))
            survived = _acts(_after_power_cut(path, written[:length], tmp_path / "cut"))
            assert survived == max((acts for size, acts in committed.items() if size <= length), default=0)


def _after_power_cut(path: Path, log: bytes, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    copy = Path(shutil.copy(path, folder / path.name))
    (folder / f"{path.name}-wal").write_bytes(log)
    (folder / f"{path.name}-shm").unlink(missing_ok=True)
    return copy


def _act(store: SqlStore) -> None:
    with store.write(ACME) as work:
        work.audit.add(entry("act"))


def _acts(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return int(connection.execute("SELECT count(*) FROM accounting_audit").fetchone()[0])


def _page_size(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA page_size").fetchone()[0])


def test_ten_thousand_partners_pass_through_little_memory(sqlite_engine: Engine) -> None:
    store = SqlStore(engine=sqlite_engine)
    with store.write(CompanyId("warm")) as work:
        work.partners.upsert(PROVIDER, _many(10), seen_at=NOW)
    tracemalloc.start()
    with store.write(ACME) as work:
        assert work.partners.upsert(PROVIDER, _many(10_000), seen_at=NOW) == 10_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000  # bytes; the records together are more than three times as much


def _many(count: int) -> Iterator[BusinessPartner]:
    return (partner(str(number), f"Specimen {number} Oy") for number in range(count))
