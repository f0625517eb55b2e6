"""Jobs: what is done in the background, each for one company."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.values.references import CompanyId, ProviderName


class JobKind(StrEnum):
    """The kind of a job: what it does. Each is safe to repeat, and does nothing when nothing is due any more."""

    DELIVER = "deliver"
    READ_BACK = "read_back"
    SYNC = "sync"
    SWEEP = "sweep"
    MATCH = "match"


class JobQueue(StrEnum):
    """A queue of jobs that wait for each other: a delivery never waits for a register to be read or matched."""

    DELIVERIES = "deliveries"
    READINGS = "readings"
    MATCHING = "matching"


class JobState(StrEnum):
    """The state of a job at the engine; one that was done, or never asked for, is idle."""

    IDLE = "idle"
    WAITING = "waiting"
    RUNNING = "running"


QUEUE_OF: Final[Mapping[JobKind, JobQueue]] = {
    JobKind.DELIVER: JobQueue.DELIVERIES,
    JobKind.READ_BACK: JobQueue.READINGS,
    JobKind.SYNC: JobQueue.READINGS,
    JobKind.SWEEP: JobQueue.READINGS,
    JobKind.MATCH: JobQueue.MATCHING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to do for one company; two equal jobs are the same job. ``provider`` None: it concerns all of them."""

    kind: JobKind
    company: CompanyId
    provider: ProviderName | None = None

    @property
    def queue(self) -> JobQueue:
        """Where it waits for its turn."""
        return QUEUE_OF[self.kind]
