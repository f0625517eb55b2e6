"""Double of the repository of scheduled tasks."""

# ruff: noqa: D102 -- implementations inherit the docstrings of their port.

from collections.abc import Mapping, Sequence
from datetime import datetime

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.ports.repositories.scheduled_tasks import ScheduledTasks
from trackifi_accounting.testing.doubles.store.rows import Rows

ScheduledTaskRows = Rows[tuple[ProviderName, ScheduledTask], ScheduledTaskState]


class MemoryScheduledTasks(ScheduledTasks):
    """One company's scheduled tasks."""

    def __init__(self, rows: ScheduledTaskRows) -> None:
        self._rows = rows

    def state(self, provider: ProviderName, task: ScheduledTask) -> ScheduledTaskState:
        return self._rows.get((provider, task), ScheduledTaskState())

    def bring_forward(self, provider: ProviderName, due: Mapping[ScheduledTask, datetime]) -> None:
        for task, at in due.items():
            known = self.state(provider, task)
            self._rows.put((provider, task), replace(known, due=_sooner(known.due, at)))

    def claim(
        self, provider: ProviderName, task: ScheduledTask, *, now: datetime, until: datetime
    ) -> ScheduledTaskState | None:
        known = self.state(provider, task)
        if not is_due(known, now):
            return None
        self._rows.put((provider, task), replace(known, due=None, claimed_until=until))
        return known

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
        known = self.state(provider, task)
        done = ScheduledTaskState(
            due=_sooner(known.due, due),
            done_at=done_at or known.done_at,
            fully_at=fully_at or known.fully_at,
            problems=tuple(problems),
        )
        self._rows.put((provider, task), done)


def is_due(state: ScheduledTaskState, now: datetime) -> bool:
    """Whether it is to be done now, by somebody who is not at it yet."""
    if state.claimed_until is not None:
        return state.claimed_until <= now
    return state.due is not None and state.due <= now


def _sooner(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)
