"""The repository of scheduled tasks of a unit of work."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import ProviderName


class ScheduledTasks(ABC):
    """The repository of the company's scheduled tasks: when they are next, and who has claimed them."""

    @abstractmethod
    def state(self, provider: ProviderName, task: ScheduledTask) -> ScheduledTaskState:
        """How it stands; one that was never asked for is not due."""

    @abstractmethod
    def bring_forward(self, provider: ProviderName, due: Mapping[ScheduledTask, datetime]) -> None:
        """Have each done by then; one that was to be sooner stays. Not lost while somebody is at it."""

    @abstractmethod
    def claim(
        self, provider: ProviderName, task: ScheduledTask, *, now: datetime, until: datetime
    ) -> ScheduledTaskState | None:
        """Take it on, if it is due by now: how it stood; until then nobody else gets it. None: not due, or taken.

        Whoever claims and never finishes loses it at ``until``: then it is due again.
        """

    @abstractmethod
    def finish(
        self,
        provider: ProviderName,
        task: ScheduledTask,
        *,
        due: datetime | None,
        done_at: datetime | None = None,
        fully_at: datetime | None = None,
        problems: Sequence[Problem] = (),
    ) -> None:
        """Let it go, due then or when it was brought forward to meanwhile. Times that are None stay as they were."""
