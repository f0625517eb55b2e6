"""The engine port's double: threads and nothing that outlasts them."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from time import monotonic

from trackifi_accounting.domain.background.jobs import Job, JobQueue, JobState
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.ports.engine import Do, Due, Engine

LOOK = 0.01  # seconds


class MemoryEngine(Engine):
    """Each job has a thread; it waits there for its company's turn in its queue. ``retry`` is in seconds."""

    def __init__(self, *, retry: float = 30.0) -> None:
        self._retry = retry

    def start(self, *, due: Due, do: Do) -> None:
        self._due = due
        self._do = do
        self._told = Event()
        self._states: dict[Job, JobState] = {}
        self._guard = Lock()
        self._leases: defaultdict[tuple[JobQueue, CompanyId], Lock] = defaultdict(Lock)
        self.failures: Counter[Job] = Counter()
        Thread(target=self._rounds, daemon=True).start()

    def submit(self, *jobs: Job) -> int:
        with self._guard:
            new = [job for job in dict.fromkeys(jobs) if job not in self._states]
            self._states.update(dict.fromkeys(new, JobState.WAITING))
            turns = [self._leases[job.queue, job.company] for job in new]
        for job, turn in zip(new, turns, strict=True):
            Thread(target=self._perform, args=(job, turn), daemon=True).start()
        return len(new)

    def state(self, job: Job) -> JobState:
        return self._states.get(job, JobState.IDLE)

    def stop(self, *, patience: float) -> bool:
        self._told.set()
        end = monotonic() + patience
        while self._busy() and monotonic() < end:
            Event().wait(LOOK)
        return not self._busy()

    def _busy(self) -> bool:
        return JobState.RUNNING in list(self._states.values())

    def _rounds(self) -> None:
        while not self._told.wait(LOOK):
            self.submit(*self._due())

    def _perform(self, job: Job, turn: Lock) -> None:
        with turn, self._forgetting(job):
            if not self._told.is_set():
                self._states[job] = JobState.RUNNING
                self._do(job, self._told.is_set)

    @contextmanager
    def _forgetting(self, job: Job) -> Iterator[None]:
        try:
            yield
        # Whatever it was: the job waits, and the others go on.
        except Exception:  # noqa: BLE001
            self.failures[job] += 1
            self._states[job] = JobState.WAITING
            Thread(target=self._again, args=(job,), daemon=True).start()
        else:
            del self._states[job]

    def _again(self, job: Job) -> None:
        if not self._told.wait(self._retry):
            self._perform(job, self._leases[job.queue, job.company])
