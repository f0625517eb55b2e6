"""Procountor's times are those of a clock in Finland."""

from datetime import UTC, datetime

import pytest
from trackifi_procountor.codes.local_time import day_of, from_procountor, to_procountor


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-15T12:00:00", datetime(2026, 1, 15, 10, tzinfo=UTC)),
        ("2026-07-15T12:00:00", datetime(2026, 7, 15, 9, tzinfo=UTC)),
        ("2026-07-15T12:00:00.5Z", datetime(2026, 7, 15, 12, 0, 0, 500_000, tzinfo=UTC)),
        ("yesterday", None),
        (None, None),
    ],
)
def test_times_are_finnish_wall_time(text, moment):
    assert from_procountor(text) == moment


def test_when_the_clock_is_set_back_a_changed_since_never_skips_the_repeated_hour():
    before = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    written_later = "2026-10-25T03:10:00"
    assert to_procountor(before) < written_later


def test_the_day_is_that_of_finland():
    assert day_of(datetime(2026, 6, 30, 22, tzinfo=UTC)).isoformat() == "2026-07-01"
