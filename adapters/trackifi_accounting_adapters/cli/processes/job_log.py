"""Jobs done by a worker's command, and told of in its log."""

from collections import Counter
from collections.abc import Mapping
from typing import Final
from uuid import uuid4

from trackifi_accounting.domain.background.jobs import Job, JobKind
from trackifi_accounting.domain.values import log_context
from trackifi_accounting.ports.engine import Do, Due, Stopping

from trackifi_accounting_adapters.logs import lines

WORDS: Final[Mapping[JobKind, str]] = {
    JobKind.DELIVER: "deliveries moved",
    JobKind.READ_BACK: "deliveries changed",
    JobKind.SYNC: "records synced",
    JobKind.SWEEP: "invoices looked for again",
    JobKind.MATCH: "partners matched",
}


def told(do: Do) -> Do:
    """Do jobs, and log what each has moved."""

    def doing(job: Job, stopping: Stopping) -> int:
        # One id for all that a job does, as a click has one.
        with log_context.about(request=uuid4().hex, company=job.company):
            moved = do(job, stopping)
            if moved:
                lines.event(WORDS[job.kind], provider=job.provider, moved=moved)
        return moved

    return doing


def once(due: Due, do: Do) -> tuple[Counter[JobKind], int]:
    """Do what is due now, one after another, without an engine; gives what was moved, and how many jobs failed."""
    moved: Counter[JobKind] = Counter()
    failed = 0
    for job in due():
        try:
            moved[job.kind] += do(job, lambda: False)
        # Whatever it was: it is logged, the job stays due, and the next one may do better.
        except Exception as error:  # noqa: BLE001
            lines.failure("a job failed", error)
            failed += 1
    return moved, failed


def summary(moved: Counter[JobKind]) -> str:
    """What was moved, in one line: deliveries and partners always, everything else when there was some."""
    always = {JobKind.DELIVER, JobKind.MATCH}
    return ", ".join(f"{moved[kind]} {words}" for kind, words in WORDS.items() if kind in always or moved[kind])
