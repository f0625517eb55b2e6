"""The engine: has jobs done in the background, by one process or by several on several machines."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from trackifi_accounting.domain.background.jobs import Job, JobState

Stopping = Callable[[], bool]
"""True once the worker was told to stop: what can be left for later is to be left."""

Due = Callable[[], Iterable[Job]]
"""Gives what is due over all companies."""

Do = Callable[[Job, Stopping], int]
"""Does a job and gives how much it moved; it is safe to repeat."""


class Engine(ABC):
    """The engine of background jobs.

    It decides nothing about an invoice: it may do a job twice, and forget one, for what is due will be asked for again.

    While no worker of the fleet dies, one company's jobs of one queue are done one after another, by whomever; jobs of
    other companies and other queues beside them.
    """

    @abstractmethod
    def start(self, *, due: Due, do: Do) -> None:
        """Take part in the work until ``stop``: do jobs, and ask for what is due again and again.

        Jobs that this worker had when it died are done again at once, those of other dead workers soon. A job that
        raises is logged and waits half a minute; it holds up no other.
        """

    @abstractmethod
    def submit(self, *jobs: Job) -> int:
        """Have jobs done soon, by any worker; gives how many are new. One that waits or runs already is not repeated.

        Call it between ``start`` and ``stop``.
        """

    @abstractmethod
    def state(self, job: Job) -> JobState:
        """How it stands with a job, over all workers; between ``start`` and ``stop``."""

    @abstractmethod
    def stop(self, *, patience: float) -> bool:
        """Begin nothing more, give running jobs ``patience`` seconds to end, and tell whether all have ended."""
