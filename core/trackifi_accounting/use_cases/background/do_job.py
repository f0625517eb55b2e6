"""Do one job: the use case that its kind names."""

from dataclasses import dataclass

from trackifi_accounting.domain.background.jobs import Job, JobKind
from trackifi_accounting.ports.engine import Stopping
from trackifi_accounting.use_cases.background.deliver_due import DeliverDue
from trackifi_accounting.use_cases.background.due_jobs import Readings
from trackifi_accounting.use_cases.matching.work_matching import WorkMatching
from trackifi_accounting.use_cases.scheduling.progress import Progress, Step, Stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class DoJob:
    """The performer of jobs: any number of times, by anyone, for use cases decide whether there is something to do."""

    deliver: DeliverDue
    match: WorkMatching
    readings: Readings

    def __call__(self, job: Job, stopping: Stopping) -> int:
        """Give how much was moved; what is left when ``stopping`` stays due."""
        try:
            return self._do(job, _until(stopping))
        except Stopped:
            return 0

    def _do(self, job: Job, progress: Progress) -> int:
        if job.kind is JobKind.DELIVER:
            return self.deliver(job.company, progress=progress)
        assert job.provider is not None, "everything but a delivery concerns one provider"
        if job.kind is JobKind.MATCH:
            return self.match.one(job.company, job.provider, progress=progress)
        progress(Step(what=job.kind, done=0, total=1))  # a reading is not begun any more when all are to stop
        return self.readings[job.kind].one(job.company, job.provider)


def _until(stopping: Stopping) -> Progress:
    def watch(_step: Step) -> None:
        if stopping():
            raise Stopped

    return watch
