"""Take a scheduled task on when it is due: one of several workers does it, and what stops it is shown."""

from datetime import datetime, timedelta

from trackifi_accounting.domain.activation.integrations import Integration, IntegrationState
from trackifi_accounting.domain.background.scheduled_tasks import FAILED_AT, ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.errors import AccountingError, TemporaryError
from trackifi_accounting.ports.clock import Clock
from trackifi_accounting.ports.store import Store
from trackifi_accounting.use_cases.connections.sessions import Providers


class TaskLeases:
    """The leases of one scheduled task; a worker that has not ended after ``lease`` is taken for dead."""

    def __init__(
        self, task: ScheduledTask, *, providers: Providers, store: Store, clock: Clock, lease: timedelta
    ) -> None:
        self.task = task
        self._providers = providers
        self._store = store
        self._clock = clock
        self._lease = lease

    def due(self) -> tuple[tuple[CompanyId, ProviderName], ...]:
        """Whose time has come; those of providers that are not installed here wait for a worker that has them."""
        found = self._store.scheduled_tasks_due(self.task, self._clock.now())
        return tuple((company, provider) for company, provider in found if provider in self._providers)

    def take(self, company: CompanyId, provider: ProviderName) -> tuple[Integration, ScheduledTaskState] | None:
        """Take it on. None: it is not due, somebody is at it, or it rests until a key is accepted again."""
        now = self._clock.now()
        with self._store.write(company) as work:
            state = work.scheduled_tasks.claim(provider, self.task, now=now, until=now + self._lease)
            if state is None:
                return None
            integration = work.integrations.get(provider)
            if integration is None or integration.state is not IntegrationState.ACTIVE:
                work.scheduled_tasks.finish(provider, self.task, due=None, problems=found_by(state))
                return None
            return integration, state

    def fail(
        self, integration: Integration, state: ScheduledTaskState, error: AccountingError, *, again: timedelta
    ) -> None:
        """Let it go for that long, or for as long as the provider asked for, and keep why beside what it had found."""
        now = self._clock.now()
        asked = timedelta(seconds=(error.retry_after or 0) if isinstance(error, TemporaryError) else 0)
        failure = Problem(code=error.code, facts={**error.facts, FAILED_AT: now.isoformat()})
        with self._store.write(integration.company) as work:
            problems = (*found_by(state), failure)
            work.scheduled_tasks.finish(integration.provider, self.task, due=now + max(asked, again), problems=problems)


def found_by(state: ScheduledTaskState) -> tuple[Problem, ...]:
    """What the task found, without why it failed."""
    return tuple(one for one in state.problems if FAILED_AT not in one.facts)


def failure_of(state: ScheduledTaskState, *, since: datetime | None) -> tuple[Problem, ...]:
    """Why it failed the last time, if that was after ``since``."""
    worked = since.isoformat() if since else ""
    return tuple(one for one in state.problems if one.facts.get(FAILED_AT, "") > worked)
