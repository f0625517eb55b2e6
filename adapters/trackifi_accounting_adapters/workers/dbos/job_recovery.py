"""Looks after jobs that the engine would leave undone or keep for ever."""

from collections.abc import Callable, Collection, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from dbos import DBOS, WorkflowStatus

from trackifi_accounting_adapters.logs import lines
from trackifi_accounting_adapters.workers.dbos.ids import executor
from trackifi_accounting_adapters.workers.dbos.rows import OVER, RUNNING, job_rows

PRUNED: Final = 1000  # finished jobs forgotten at a time: a second's work at most


class JobRecovery:
    """One in each worker. ``running`` holds the ids of what this worker is doing right now; others change it."""

    def __init__(
        self, *, slot: int, living: Callable[[], Collection[int]], running: Collection[str], kept: timedelta
    ) -> None:
        self._slot = slot
        self._living = living
        self._running = running
        self._kept = kept
        self._idle: frozenset[str] = frozenset()

    def of_the_fleet(self) -> None:
        """Jobs of workers that are gone wait again, each in its queue: DBOS waits for their return for ever."""
        living = {executor(one) for one in (*self._living(), self._slot)}
        lost = [one for one in job_rows(status=RUNNING) if one.executor_id not in living]
        _let_wait_again(lost)
        if lost:
            lines.event("jobs of a lost worker wait again", moved=len(lost))
        self._prune()

    def of_this_worker(self) -> None:
        """Jobs that the engine takes for running here, yet nobody runs: their beginning or end was never written.

        That is how a database leaves them that went away at that moment. Two looks in a row must find the same job,
        for it is noted as running shortly before it begins, and as over shortly after it has ended.
        """
        idle = [one for one in job_rows(status=RUNNING, executor_id=executor(self._slot)) if self._is_idle(one)]
        lost = [one for one in idle if one.workflow_id in self._idle]
        self._idle = frozenset(one.workflow_id for one in idle) - {one.workflow_id for one in lost}
        _let_wait_again(lost)
        if lost:
            lines.event("jobs whose end was not written wait again", moved=len(lost))

    def _is_idle(self, one: WorkflowStatus) -> bool:
        return one.workflow_id not in self._running

    def _prune(self) -> None:
        """DBOS forgets nothing by itself."""
        before = (datetime.now(UTC) - self._kept).isoformat()
        if old := job_rows(status=OVER, completed_before=before, limit=PRUNED):
            DBOS.delete_workflows([one.workflow_id for one in old])


def _let_wait_again(lost: Iterable[WorkflowStatus]) -> None:
    by_queue: dict[str | None, list[str]] = {}
    for one in lost:
        by_queue.setdefault(one.queue_name, []).append(one.workflow_id)
    for queue, ids in by_queue.items():
        DBOS.resume_workflows(ids, queue_name=queue)
