"""The database's time on both databases: one for all, whatever the machines' clocks do."""

import time as system
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.ports.database_time import DatabaseTime
from trackifi_accounting.testing.contracts.database_time import DatabaseTimeContract, Elapse
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting_adapters.clock import InstallationClock, SystemClock, boot_of_machine
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.server.database_time import database_time_of, tell_difference, too_far_apart
from trackifi_accounting_adapters.database.server.server_time import ServerTime
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.database.sql.machine_time import MachineTime
from trackifi_accounting_adapters.database.store import SqlStore
from trackifi_accounting_adapters.settings import Settings

ACME = CompanyId("specimen-company")
MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0


class Off(SystemClock):
    """The clock of a machine that is not right; its monotonic one began at another moment, as any machine's."""

    def __init__(self, ahead: float) -> None:
        self._ahead = ahead

    def now(self) -> datetime:
        return super().now() + timedelta(seconds=self._ahead)

    def monotonic(self) -> float:
        return super().monotonic() + 10 * self._ahead


class TestDatabaseTime(DatabaseTimeContract):
    @pytest.fixture
    def time(self, engine: Engine) -> DatabaseTime:
        return database_time_of(engine=engine, machine=SystemClock())

    @pytest.fixture
    def other(self, engine: Engine) -> DatabaseTime:
        machine = Off(1200) if engine.dialect.name == "postgresql" else SystemClock()
        return database_time_of(engine=engine, machine=machine)

    @pytest.fixture
    def elapse(self) -> Elapse:
        return system.sleep


class TestDouble(DatabaseTimeContract):
    @pytest.fixture
    def time(self, clock: ManualClock) -> DatabaseTime:
        return clock

    @pytest.fixture
    def other(self, clock: ManualClock) -> DatabaseTime:
        return clock

    @pytest.fixture
    def elapse(self, clock: ManualClock) -> Elapse:
        return clock.advance


def written(engine: Engine, time: MachineTime) -> None:
    """Something is written, as it is anyway."""
    with SqlStore(engine=engine, time=time).write(ACME) as work:
        work.audit.page()


@pytest.mark.postgresql
@pytest.mark.parametrize("ahead", [1200.0, -1200.0, 3.0])
def test_a_machine_measures_how_far_its_clock_is_off(postgresql_engine: Engine, ahead: float) -> None:
    time = ServerTime(engine=postgresql_engine, machine=Off(ahead))
    assert abs(time.apart().total_seconds() - ahead) < 0.5
    assert abs(time.now() - datetime.now(UTC)) < timedelta(seconds=1)
    assert too_far_apart(time) == time.apart().total_seconds()


@pytest.mark.postgresql
def test_a_machine_that_starts_with_a_wrong_clock_says_so(
    postgresql_engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    tell_difference(ServerTime(engine=postgresql_engine, machine=Off(-90)))
    assert [one.message for one in caplog.records] == ["this machine's clock is off: it sends nothing"]
    caplog.clear()
    tell_difference(ServerTime(engine=postgresql_engine, machine=SystemClock()))
    assert caplog.records == []


@pytest.mark.postgresql
def test_a_server_is_asked_once_in_seconds(postgresql_engine: Engine) -> None:
    clock = ManualClock(datetime.now(UTC))
    time = ServerTime(engine=postgresql_engine, machine=clock)
    before = time.now()
    clock.advance(4)
    assert time.now() == before + timedelta(seconds=4)  # counted on
    clock.advance(2)
    assert time.now() - before < timedelta(seconds=3)  # asked anew: the server has not moved as far


def test_without_its_server_time_goes_on(tmp_path: Path) -> None:
    away = create_engine("postgresql://specimen@127.0.0.1:1/specimen")
    time = ServerTime(engine=away, machine=SystemClock())
    assert abs(time.now() - datetime.now(UTC)) < timedelta(seconds=1)
    away.dispose()


class Machine:
    """A machine whose clocks are set and pass by hand, and the SQLite database on it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.clock = ManualClock(datetime(2026, 3, 2, 6, tzinfo=UTC))
        self.clock.advance(1000)
        self.boot = "first"
        self.time = self.process()

    def process(self) -> MachineTime:
        return MachineTime(engine=self.engine, machine=self.clock, boot=self.boot)

    def goes_on(self, seconds: float) -> None:
        self.clock.advance(seconds)
        written(self.engine, self.time)

    def starts_anew(self, *, boots: bool = False) -> None:
        self.boot = "second" if boots else self.boot
        self.time = self.process()


@pytest.fixture
def machine(sqlite_engine: Engine) -> Machine:
    made = Machine(sqlite_engine)
    written(sqlite_engine, made.time)
    return made


def test_a_clock_set_forward_under_a_process_skips_time(machine: Machine) -> None:
    before = machine.time.now()
    machine.goes_on(60)
    machine.clock.jump(DAY)
    assert machine.time.skipped_since(before) == timedelta(days=1)
    machine.goes_on(60)
    assert machine.time.skipped_since(before) == timedelta(days=1)
    assert machine.time.skipped_since(machine.time.now()) == timedelta(0)


def test_a_clock_set_forward_while_no_process_runs_skips_time(machine: Machine) -> None:
    before = machine.time.now()
    machine.goes_on(60)
    machine.clock.jump(HOUR)
    machine.clock.advance(60)
    machine.starts_anew()
    assert machine.time.skipped_since(before) == timedelta(hours=1)


def test_two_processes_count_one_jump_once(machine: Machine) -> None:
    before, other = machine.time.now(), machine.process()
    machine.goes_on(60)
    machine.clock.jump(HOUR)
    machine.goes_on(5)
    written(machine.engine, other)
    assert machine.time.skipped_since(before) == other.skipped_since(before) == timedelta(hours=1)


def test_the_sleep_of_a_machine_skips_nothing(machine: Machine) -> None:
    before = machine.time.now()
    machine.clock.advance(DAY)  # both clocks count it
    machine.starts_anew()
    assert machine.time.skipped_since(before) == timedelta(0)


def test_what_happened_before_the_machine_was_started_anew_is_not_known(machine: Machine) -> None:
    before = machine.time.now()
    machine.clock.jump(HOUR)
    machine.starts_anew(boots=True)
    assert machine.time.skipped_since(before) == timedelta(0)
    machine.goes_on(1)
    machine.clock.jump(HOUR)
    assert machine.time.skipped_since(before) == timedelta(hours=1)


@pytest.mark.parametrize("step", [4.0, -4.0, -DAY])
def test_a_clocks_ordinary_corrections_and_steps_back_skip_nothing(machine: Machine, step: float) -> None:
    before = machine.time.now()
    machine.goes_on(60)
    machine.clock.jump(step)
    machine.goes_on(60)
    assert machine.time.skipped_since(before) == timedelta(0)


@pytest.mark.parametrize("boots", [True, False])
def test_a_clock_set_back_a_little_does_not_take_the_time_back(machine: Machine, *, boots: bool) -> None:
    machine.goes_on(60)
    told = machine.time.now()
    machine.clock.jump(-10 * MINUTE)
    machine.starts_anew(boots=boots)
    assert machine.time.now() >= told
    machine.goes_on(10 * MINUTE)
    assert timedelta(minutes=4) < machine.time.now() - told < timedelta(minutes=6)  # half as fast
    machine.goes_on(11 * MINUTE)
    assert machine.time.now() == machine.clock.now()


def test_a_clock_that_had_been_wrong_by_hours_is_believed_when_it_is_put_right(machine: Machine) -> None:
    machine.clock.jump(2 * DAY)
    machine.goes_on(60)
    machine.clock.jump(-2 * DAY)
    assert machine.time.now() == machine.clock.now()


def test_the_machine_names_its_boot_the_same_in_every_process() -> None:
    assert boot_of_machine() == boot_of_machine() != ""


@pytest.mark.parametrize("part", ["clock", "host", "sessions", "journal", "sync_due", "workers"])
def test_everything_is_timed_by_the_database(tmp_path: Path, part: str) -> None:
    """But for the parts that have no clock of their own."""
    container = Container(settings=Settings(data_dir=tmp_path))
    made = getattr(container, part)()
    clocks = [one for one in (*vars(made).values(), made) if isinstance(one, SystemClock)]
    assert clocks == [] or isinstance(made, InstallationClock)
    assert isinstance(container.clock(), InstallationClock)
    let_go(container)
