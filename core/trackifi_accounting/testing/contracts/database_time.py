"""What every database's time promises; subclass it with the fixtures ``time``, ``other`` and ``elapse``."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from trackifi_accounting.ports.database_time import DatabaseTime

Elapse = Callable[[float], None]
TOLERANCE = timedelta(seconds=0.5)


class DatabaseTimeContract:
    """``other`` is the time of the same database in another process; ``elapse`` lets so many seconds pass for both."""

    @pytest.fixture
    def time(self) -> DatabaseTime:
        """The time under test."""
        raise NotImplementedError

    @pytest.fixture
    def other(self) -> DatabaseTime:
        """The same database's time, as another process tells it."""
        raise NotImplementedError

    @pytest.fixture
    def elapse(self) -> Elapse:
        """Lets seconds pass."""
        raise NotImplementedError

    def test_it_is_utc(self, time: DatabaseTime) -> None:
        """And aware, so that it can be compared with any other."""
        assert time.now().utcoffset() == timedelta(0)

    def test_it_passes_as_fast_as_time_does(self, time: DatabaseTime, elapse: Elapse) -> None:
        """Neither faster nor slower."""
        before = time.now()
        elapse(1.0)
        assert abs(time.now() - before - timedelta(seconds=1)) < TOLERANCE

    def test_it_never_goes_back(self, time: DatabaseTime, elapse: Elapse) -> None:
        """Not even by a microsecond."""
        told = []
        for _ in range(20):
            told.append(time.now())
            elapse(0.005)
        assert told == sorted(told)

    def test_two_processes_are_told_the_same(self, time: DatabaseTime, other: DatabaseTime) -> None:
        """Whatever the clocks of their machines say."""
        assert abs(time.now() - other.now()) < TOLERANCE

    def test_nothing_is_skipped_when_no_clock_was_set(self, time: DatabaseTime, elapse: Elapse) -> None:
        """Waiting is as long as it is."""
        before = time.now()
        elapse(0.01)
        assert time.skipped_since(before) == timedelta(0)

    def test_a_right_clock_is_not_far_from_it(self, time: DatabaseTime) -> None:
        """As measured by the machine itself."""
        assert abs(time.apart()) < TOLERANCE
