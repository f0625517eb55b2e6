"""The part of the store's contract about scheduled tasks."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

from datetime import datetime, timedelta

from trackifi_accounting.domain.background.scheduled_tasks import ScheduledTask, ScheduledTaskState
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.ports.store import Store
from trackifi_accounting.testing.examples.stored_records import ACME, HOUR, NOW, OTHER, PROVIDER, SECOND

MINUTE = timedelta(minutes=1)
PROBLEM = Problem(code="duplicate_at_provider", facts={"number": "2026-1"}, field="number")


class ScheduledTasksContract:
    """Scheduled tasks."""

    def test_what_was_never_asked_for_is_not_due(self, store: Store) -> None:
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW) == ()
        with store.write(ACME) as work:
            assert work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP) == ScheduledTaskState()
            assert work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR) is None

    def test_the_sooner_time_counts(self, store: Store) -> None:
        _due(store, at=NOW)
        _due(store, at=NOW - HOUR)
        _due(store, at=NOW + HOUR)
        with store.read(ACME) as work:
            assert work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP) == ScheduledTaskState(due=NOW - HOUR)

    def test_it_is_due_from_its_time_on_for_its_own_provider_and_kind_only(self, store: Store) -> None:
        _due(store, at=NOW)
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW - MINUTE) == ()
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW) == ((ACME, PROVIDER),)
        assert store.scheduled_tasks_due(ScheduledTask.SYNC, NOW) == ()
        with store.write(ACME) as work:
            assert work.scheduled_tasks.claim(SECOND, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR) is None
        with store.write(OTHER) as work:
            assert work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR) is None

    def test_what_somebody_is_at_nobody_else_gets_before_the_claim_has_lapsed(self, store: Store) -> None:
        _due(store, at=NOW)
        with store.write(ACME) as work:
            assert work.scheduled_tasks.claim(
                PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR
            ) == ScheduledTaskState(due=NOW)
            assert work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR) is None
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW + MINUTE) == ()
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW + HOUR) == ((ACME, PROVIDER),)
        with store.write(ACME) as work:
            assert work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW + HOUR, until=NOW + 2 * HOUR)

    def test_what_is_finished_is_kept_with_its_times_and_findings(self, store: Store) -> None:
        _claimed(store)
        with store.write(ACME) as work:
            work.scheduled_tasks.finish(
                PROVIDER, ScheduledTask.SWEEP, due=NOW + HOUR, done_at=NOW, fully_at=NOW - HOUR, problems=(PROBLEM,)
            )
            told = ScheduledTaskState(due=NOW + HOUR, done_at=NOW, fully_at=NOW - HOUR, problems=(PROBLEM,))
            assert work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP) == told
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW + HOUR) == ((ACME, PROVIDER),)

    def test_times_that_are_not_given_stay(self, store: Store) -> None:
        _claimed(store)
        with store.write(ACME) as work:
            work.scheduled_tasks.finish(PROVIDER, ScheduledTask.SWEEP, due=NOW, done_at=NOW, fully_at=NOW)
            work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR)
            work.scheduled_tasks.finish(PROVIDER, ScheduledTask.SWEEP, due=None)
            assert work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP) == ScheduledTaskState(
                done_at=NOW, fully_at=NOW
            )
        assert store.scheduled_tasks_due(ScheduledTask.SWEEP, NOW + 100 * HOUR) == ()

    def test_what_was_brought_forward_meanwhile_is_not_lost(self, store: Store) -> None:
        _claimed(store)
        _due(store, at=NOW + MINUTE)
        with store.write(ACME) as work:
            work.scheduled_tasks.finish(PROVIDER, ScheduledTask.SWEEP, due=NOW + HOUR)
            assert work.scheduled_tasks.state(PROVIDER, ScheduledTask.SWEEP).due == NOW + MINUTE

    def test_several_are_brought_forward_at_once_each_to_its_own_time(self, store: Store) -> None:
        _due(store, at=NOW)
        with store.write(ACME) as work:
            later = {ScheduledTask.SWEEP: NOW + HOUR, ScheduledTask.READ_BACK: NOW + MINUTE}
            work.scheduled_tasks.bring_forward(PROVIDER, later)
            assert [work.scheduled_tasks.state(PROVIDER, one).due for one in later] == [NOW, NOW + MINUTE]


def _due(store: Store, *, at: datetime) -> None:
    with store.write(ACME) as work:
        work.scheduled_tasks.bring_forward(PROVIDER, {ScheduledTask.SWEEP: at})


def _claimed(store: Store) -> None:
    _due(store, at=NOW)
    with store.write(ACME) as work:
        assert work.scheduled_tasks.claim(PROVIDER, ScheduledTask.SWEEP, now=NOW, until=NOW + HOUR)
