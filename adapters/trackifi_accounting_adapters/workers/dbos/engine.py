"""The engine: DBOS, which keeps jobs, their queues and a schedule in a database; no other module imports it."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

import threading
import time
from collections.abc import Callable, Collection, Mapping
from contextvars import Context
from datetime import datetime, timedelta
from typing import Any, Final

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    error,
)
from sqlalchemy import Engine as Database
from sqlalchemy import event
from sqlalchemy.engine import URL
from trackifi_accounting.domain.background.jobs import Job, JobKind, JobQueue, JobState
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.engine import Do, Due, Engine

from trackifi_accounting_adapters.logs import lines
from trackifi_accounting_adapters.workers.dbos import database as engine_database
from trackifi_accounting_adapters.workers.dbos import logs as engine_logs
from trackifi_accounting_adapters.workers.dbos.database import NotMigrated
from trackifi_accounting_adapters.workers.dbos.ids import executor, id_of, key_in, key_of, turn_in
from trackifi_accounting_adapters.workers.dbos.job_recovery import JobRecovery
from trackifi_accounting_adapters.workers.dbos.rows import OVER, RUNNING, WAITING, job_rows

APPLICATION: Final = "trackifi-accounting"
VERSION: Final = "1"
"""DBOS leaves jobs of another version undone. A job has no steps that could change, so this stays as it is."""
JOB: Final = "job"
TICK: Final = "tick"

POLL: Final[Mapping[JobQueue, float]] = {JobQueue.DELIVERIES: 0.5, JobQueue.READINGS: 1.0, JobQueue.MATCHING: 1.0}
"""Longest time in seconds between two looks into a queue: somebody may be waiting for a delivery."""
LONGEST_PAUSE: Final = 30.0
RETRY: Final = 30.0
KEPT: Final = timedelta(minutes=10)
"""How long a finished job is remembered, to be looked at."""


class DbosEngine(Engine):
    """One in each process. ``slot`` names this process among the ``living`` ones, and again after a restart.

    ``threads`` says how many jobs of a queue are done at the same time here; ``pause`` is in seconds and lies between
    two looks at what is due; each ``tick`` seconds one worker of the fleet looks after what dead ones left.
    """

    def __init__(
        self,
        *,
        url: URL,
        slot: int,
        living: Callable[[], Collection[int]],
        threads: Mapping[JobQueue, int],
        pause: float = 1.0,
        tick: int = 10,
        retry: float = RETRY,
        kept: timedelta = KEPT,
    ) -> None:
        self._url = url
        self._slot = slot
        self._living = living
        self._threads = threads
        self._pause = pause
        self._tick = tick
        self._retry = retry
        self._kept = kept

    def start(self, *, due: Due, do: Do) -> None:
        self._due = due
        self._do = do
        self._told = threading.Event()
        self._poked = threading.Event()
        self._my_turn = threading.Event()
        self._running: set[str] = set()
        self._care = JobRecovery(slot=self._slot, living=self._living, running=self._running, kept=self._kept)
        self._cared = time.monotonic()
        self._database = engine_database.opened(self._url)
        engine_logs.adopt()
        DBOS(config=_configuration(self._database, self._slot))
        tick = self._declare()
        try:
            DBOS.launch()
        except error.DBOSInitializationError as behind:
            self.stop(patience=0)
            raise NotMigrated from behind
        self._open_queues(tick)
        self._rounds = threading.Thread(target=self._go_round, name="rounds", daemon=True)
        self._rounds.start()

    def submit(self, *jobs: Job) -> int:
        if not jobs:
            return 0
        active = {key_in(one.workflow_id) for one in job_rows(status=[*WAITING, RUNNING], queue_name=list(JobQueue))}
        return sum(self._begin(job) for job in dict.fromkeys(jobs) if key_of(job) not in active)

    def state(self, job: Job) -> JobState:
        known = {one.status for one in job_rows(workflow_id_prefix=id_of(job, ""), status=[*WAITING, RUNNING])}
        if RUNNING in known:
            return JobState.RUNNING
        return JobState.WAITING if known else JobState.IDLE

    def stop(self, *, patience: float) -> bool:
        self._told.set()
        self._poked.set()
        # Threads of the library end a little later, with connections that nobody else would close any more.
        event.listen(self._database, "checkin", lambda connection, _record: connection.close())
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=round(patience))
        self._database.dispose()
        return not self._running

    def _open_queues(self, tick: Callable[[datetime, Any], None]) -> None:
        for queue, threads in self._threads.items():
            DBOS.register_queue(
                queue,
                worker_concurrency=threads,
                partition_concurrency=1,
                polling_interval_sec=min(POLL[queue], self._pause),
                on_conflict="always_update",
            )
        schedule = f"*/{self._tick} * * * * *"
        DBOS.apply_schedules([{"schedule_name": TICK, "workflow_fn": tick, "schedule": schedule}])

    def _declare(self) -> Callable[[datetime, Any], None]:
        """Functions of their own for each start: DBOS knows them by name, for as long as it runs."""

        def job(kind: str, company: str, provider: str | None) -> None:
            # Outside the context of DBOS: whatever is called in there would be kept as a step of the job.
            Context().run(self._perform, kind, company, provider, turn=str(DBOS.workflow_id))

        def tick(_at: datetime, _context: Any) -> None:
            self._my_turn.set()
            self._poked.set()

        DBOS.workflow(name=JOB)(job)
        return DBOS.workflow(name=TICK)(tick)

    def _begin(self, job: Job) -> bool:
        """Have the job done in its next turn; False when somebody else has just done so."""
        known = job_rows(workflow_id_prefix=id_of(job, ""), limit=1, sort_desc=True)
        if any(one.status not in OVER for one in known):
            return False
        turn = 1 + max((turn_in(one.workflow_id) for one in known), default=0)
        while not self._enqueued(job, turn):
            taken = DBOS.get_workflow_status(id_of(job, turn))
            if taken is not None and taken.status not in OVER:
                return False
            turn += 1
        return True

    def _enqueued(self, job: Job, turn: int, *, delay: float | None = None) -> bool:
        """DBOS never does the same id twice; so each time that a job is to be done is a turn with an id of its own."""
        options: EnqueueOptions = {
            "workflow_name": JOB,
            "queue_name": job.queue,
            "queue_partition_key": job.company,
            "workflow_id": id_of(job, turn),
            "workflow_id_reuse_policy": "reject",
        }
        if delay is not None:
            options["delay_seconds"] = delay
        try:
            DBOS.enqueue_workflow_with_options(options, job.kind.value, job.company, job.provider)
        except error.DBOSWorkflowIDInUseError:
            return False
        return True

    def _perform(self, kind: str, company: str, provider: str | None, *, turn: str) -> None:
        if self._told.is_set():
            return  # it stays due
        job = Job(kind=JobKind(kind), company=CompanyId(company), provider=ProviderName(provider) if provider else None)
        self._running.add(turn)
        try:
            if self._do(job, self._told.is_set):
                self._poked.set()  # there may be more of it
        # The database may be away, or there is a defect; whatever it is, the job is due and the others are waiting.
        except Exception as trouble:  # noqa: BLE001
            lines.failure("a job failed", trouble)
            self._enqueued(job, turn_in(turn) + 1, delay=self._retry)
        finally:
            self._running.discard(turn)

    def _go_round(self) -> None:
        pause = self._pause
        while not self._told.is_set():
            self._poked.wait(pause)
            self._poked.clear()
            pause = self._pause if self._round() else min(pause * 2, LONGEST_PAUSE)

    def _round(self) -> bool:
        try:
            self.submit(*self._due())
            if self._my_turn.is_set():
                self._my_turn.clear()
                self._care.of_the_fleet()
            if time.monotonic() - self._cared >= self._tick:
                self._cared = time.monotonic()
                self._care.of_this_worker()
        # As for a job; the next round is to be tried.
        except Exception as trouble:  # noqa: BLE001
            if not self._told.is_set():
                lines.failure("a round of the worker failed", trouble)
            return False
        return True


def migrate(url: URL) -> None:
    """Make the engine's tables on PostgreSQL, or bring them up to date. On SQLite every start does."""
    engine_logs.adopt()
    DBOS.migrate(url.render_as_string(hide_password=False), schema=engine_database.SCHEMA)


def _configuration(database: Database, slot: int) -> DBOSConfig:
    return {
        "name": APPLICATION,
        "system_database_engine": database,
        "dbos_system_schema": engine_database.SCHEMA,
        "run_migrations": database.dialect.name == "sqlite",
        "executor_id": executor(slot),
        "application_version": VERSION,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
        "enable_otlp": False,
    }
