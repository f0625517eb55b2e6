"""What every engine must keep to; subclass both and give the fixture ``engine``, not started, of the class's scope."""

# ruff: noqa: D102 -- a test's name is its sentence.

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep

import pytest

from trackifi_accounting.domain.background.jobs import Job, JobKind, JobState
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.engine import Engine, Stopping

PROVIDER = ProviderName("memory")
LONG = 30.0  # seconds: only a broken engine takes so long
LOOK = 0.02
SEVERAL = 8


class Bench:
    """Does jobs; those of ``held`` last until they are let go, those of ``broken`` raise."""

    def __init__(self) -> None:
        self.began: Counter[Job] = Counter()
        self.done: Counter[Job] = Counter()
        self.held: defaultdict[Job, Event] = defaultdict(Event)
        self.broken: set[Job] = set()
        self.waiting: set[Job] = set()

    def due(self) -> list[Job]:
        return list(self.waiting)

    def do(self, job: Job, stopping: Stopping) -> int:
        self.began[job] += 1
        if job in self.broken:
            raise RuntimeError("a specimen of a defect")
        if job in self.held:
            until(lambda: self.held[job].is_set() or stopping())
        self.waiting.discard(job)
        self.done[job] += 1
        return 1


def until(condition: Callable[[], bool]) -> None:
    """Wait for it; gives up with an error."""
    for _ in range(round(LONG / LOOK)):
        if condition():
            return
        sleep(LOOK)
    raise AssertionError("it did not come about")


def job(company: str, kind: JobKind = JobKind.DELIVER) -> Job:
    """A specimen."""
    return Job(kind=kind, company=CompanyId(company), provider=None if kind is JobKind.DELIVER else PROVIDER)


class EngineContract:
    """An engine at work; each test has companies of its own."""

    @pytest.fixture(scope="class")
    @classmethod
    def bench(cls, engine: Engine) -> Iterator[Bench]:
        bench = Bench()
        engine.start(due=bench.due, do=bench.do)
        yield bench
        engine.stop(patience=0)

    @pytest.mark.parametrize("company", ["c-1", "odd#1", 'quoted"', "100 %_\\", "ä ö 株"])
    def test_a_job_is_done(self, engine: Engine, bench: Bench, company: str) -> None:
        asked = job(company)
        assert engine.state(asked) is JobState.IDLE
        assert engine.submit(asked) == 1
        until(lambda: engine.state(asked) is JobState.IDLE)
        assert bench.done[asked] == 1

    def test_a_job_that_runs_is_not_begun_again(self, engine: Engine, bench: Bench) -> None:
        asked = job("runs")
        bench.held[asked].clear()
        engine.submit(asked)
        until(lambda: engine.state(asked) is JobState.RUNNING)
        assert engine.submit(asked, asked) == 0
        bench.held[asked].set()
        until(lambda: engine.state(asked) is JobState.IDLE)
        assert bench.began[asked] == 1

    def test_a_job_that_was_done_is_done_again_when_asked(self, engine: Engine, bench: Bench) -> None:
        asked = job("again")
        for _ in range(3):
            assert engine.submit(asked) == 1
            until(lambda: engine.state(asked) is JobState.IDLE)
        assert bench.done[asked] == 3  # noqa: PLR2004 - as often as it was asked for

    def test_several_who_submit_the_same_job_at_once_submit_it_once(self, engine: Engine, bench: Bench) -> None:
        asked = job("at once")
        bench.held[asked].clear()
        with ThreadPoolExecutor(SEVERAL) as pool:
            assert sum(pool.map(engine.submit, [asked] * SEVERAL)) == 1
        until(lambda: engine.state(asked) is JobState.RUNNING)
        bench.held[asked].set()
        until(lambda: engine.state(asked) is JobState.IDLE)
        assert bench.began[asked] == 1

    def test_jobs_of_one_company_and_queue_follow_each_other(self, engine: Engine, bench: Bench) -> None:
        first, second = job("in turn", JobKind.SYNC), job("in turn", JobKind.READ_BACK)
        bench.held[first].clear()
        engine.submit(first)
        until(lambda: engine.state(first) is JobState.RUNNING)
        engine.submit(second)
        beside = job("beside", JobKind.READ_BACK)
        engine.submit(beside)
        until(lambda: bench.done[beside] == 1)
        assert engine.state(second) is JobState.WAITING
        bench.held[first].set()
        until(lambda: bench.done[second] == 1)

    def test_no_delivery_waits_for_a_register(self, engine: Engine, bench: Bench) -> None:
        slow = [job("busy", JobKind.SYNC), job("busy", JobKind.MATCH)]
        for one in slow:
            bench.held[one].clear()
        engine.submit(*slow)
        until(lambda: all(engine.state(one) is JobState.RUNNING for one in slow))
        engine.submit(job("busy"))
        until(lambda: bench.done[job("busy")] == 1)
        assert all(engine.state(one) is JobState.RUNNING for one in slow)
        for one in slow:
            bench.held[one].set()
        until(lambda: all(engine.state(one) is JobState.IDLE for one in slow))

    def test_a_job_that_raises_waits_and_holds_up_nobody(self, engine: Engine, bench: Bench) -> None:
        broken, sound = job("broken"), job("sound")
        bench.broken.add(broken)
        engine.submit(broken, sound)
        until(lambda: bench.done[sound] == 1 and bench.began[broken] == 1)
        until(lambda: engine.state(broken) is JobState.WAITING)
        assert engine.submit(broken) == 0

    def test_what_is_due_is_done_without_being_submitted(self, engine: Engine, bench: Bench) -> None:
        wanted = {job("due 1"), job("due 2"), job("due 2", JobKind.MATCH)}
        bench.waiting |= wanted
        until(lambda: not bench.waiting)
        until(lambda: all(engine.state(one) is JobState.IDLE for one in wanted))
        assert all(bench.done[one] for one in wanted)


class EngineStopContract:
    """The end of it; each test has an engine of its own."""

    @pytest.fixture
    def bench(self, engine: Engine) -> Bench:
        bench = Bench()
        engine.start(due=bench.due, do=bench.do)
        return bench

    def test_a_running_job_is_told_and_waited_for(self, engine: Engine, bench: Bench) -> None:
        asked = job("told")
        bench.held[asked].clear()
        engine.submit(asked)
        until(lambda: bench.began[asked] == 1)
        assert engine.stop(patience=LONG)
        assert bench.done[asked] == 1

    def test_one_that_does_not_listen_is_left_behind(self, engine: Engine, bench: Bench) -> None:
        deaf, let_go = job("deaf"), Event()
        bench.held[deaf] = _Deaf(let_go)
        engine.submit(deaf)
        until(lambda: bench.began[deaf] == 1)
        ended = engine.stop(patience=0)
        let_go.set()
        assert not ended
        until(lambda: bench.done[deaf] == 1)

    def test_nothing_is_begun_any_more(self, engine: Engine, bench: Bench) -> None:
        engine.submit(job("before"))
        until(lambda: bench.done[job("before")] == 1)
        engine.stop(patience=0)
        bench.waiting.add(job("after"))
        sleep(LOOK * 10)
        assert bench.began[job("after")] == 0


class _Deaf(Event):
    """Lasts whatever it is told."""

    def __init__(self, let_go: Event) -> None:
        super().__init__()
        self._let_go = let_go

    def is_set(self) -> bool:
        return self._let_go.wait(LONG)
