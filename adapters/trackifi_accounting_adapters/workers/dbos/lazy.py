"""The engine, read in only when a worker needs it: its library takes a second, for which no other command waits."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from trackifi_accounting.domain.background.jobs import JobQueue

from trackifi_accounting_adapters.database.workers import Workers

if TYPE_CHECKING:
    from trackifi_accounting_adapters.workers.dbos.engine import DbosEngine

READINGS_AT_ONCE, MATCHINGS_AT_ONCE = 2, 1  # the one mostly waits for answers, the other takes a whole processor


def job_engine(*, url: str, slot: int, workers: Workers, at_once: int, pause: float) -> "DbosEngine":
    """Make this worker's engine; ``at_once`` deliveries at a time, ``pause`` in seconds."""
    from trackifi_accounting_adapters.workers.dbos.database import url_of  # noqa: PLC0415 - see the module
    from trackifi_accounting_adapters.workers.dbos.engine import DbosEngine  # noqa: PLC0415 - see the module

    threads: Mapping[JobQueue, int] = {
        JobQueue.DELIVERIES: at_once,
        JobQueue.READINGS: READINGS_AT_ONCE,
        JobQueue.MATCHING: MATCHINGS_AT_ONCE,
    }
    return DbosEngine(url=url_of(url), slot=slot, living=workers.living, threads=threads, pause=pause)


def migrate_jobs(*, url: str) -> None:
    """Make the engine's tables, or bring them up to date."""
    from trackifi_accounting_adapters.workers.dbos.database import url_of  # noqa: PLC0415 - see the module
    from trackifi_accounting_adapters.workers.dbos.engine import migrate  # noqa: PLC0415 - see the module

    migrate(url_of(url))
