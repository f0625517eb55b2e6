"""Procountor's clock may be off: its times are compared on ours, and a difference is told, not guessed at."""

from datetime import UTC, datetime, timedelta

import pytest
from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting.testing.doubles.fence import open_fence
from trackifi_procountor.connection import Procountor
from trackifi_procountor.session.clock_skew import SAMPLES, ClockSkew

from tests.procountor.booking import draft, key
from tests.procountor.connecting import KEY, request_for

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)


def header(ahead, *, whole=0):
    return (NOW + timedelta(seconds=ahead + whole)).strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize("ahead", [-660, 0, 540, 3600])
def test_a_difference_is_measured_to_the_second(ahead):
    skew = ClockSkew()
    skew.heard(header(ahead), ended=NOW, seconds=0.2)
    assert abs(skew.ahead() - timedelta(seconds=ahead)) <= timedelta(seconds=1)


@pytest.mark.parametrize("date", [None, "", "yesterday", "Mon, 02 Mar 0000 99:00:00 GMT", header(-400 * 86_400)])
def test_what_is_no_time_of_a_clock_tells_nothing(date):
    skew = ClockSkew()
    skew.heard(date, ended=NOW, seconds=0.2)
    assert skew.ahead() == timedelta(0)


def test_an_answer_that_was_long_under_way_tells_nothing():
    skew = ClockSkew()
    skew.heard(header(-25), ended=NOW, seconds=30.0)
    assert skew.ahead() == timedelta(0)


def test_a_few_answers_of_long_ago_outweigh_no_others():
    skew = ClockSkew()
    for ahead in [0, -900, 0, -900, 0, -900, 0, 0]:
        skew.heard(header(ahead), ended=NOW, seconds=0.1)
    assert skew.ahead() == timedelta(0)


def test_a_clock_that_was_put_right_is_believed_soon():
    skew = ClockSkew()
    for ahead in [540] * SAMPLES + [0] * (SAMPLES // 2 + 1):
        skew.heard(header(ahead), ended=NOW, seconds=0.1)
    assert skew.ahead() == timedelta(0)


@pytest.mark.parametrize("ahead", [-660, 540])
def test_an_invoice_made_by_a_clock_that_is_off_was_made_just_now(ahead):
    with RunningSandbox(api_key=KEY) as sandbox:
        sandbox.state.clock.advance(ahead)
        connection = Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC))))
        there = connection.accounting.create(draft(connection), fence=open_fence)
        found = connection.accounting.find(key("2026-17"))
        changed = list(connection.accounting.changed_invoices(datetime.now(UTC) - timedelta(seconds=30)))
    assert there.id in {one.id for one in changed}
    for one in found:
        assert one.created is not None
        assert abs(one.created - datetime.now(UTC)) < timedelta(seconds=30)
    assert [one.id for one in found] == [there.id]


def test_what_changed_is_asked_for_on_their_clock():
    with RunningSandbox(api_key=KEY) as sandbox:
        sandbox.state.clock.advance(-660)
        connection = Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC))))
        there = connection.accounting.create(draft(connection), fence=open_fence)
        changed = connection.accounting.changed_invoices(datetime.now(UTC) - timedelta(seconds=60))
        assert there.id in {one.id for one in changed}


def test_a_cache_says_nothing_about_the_clock():
    """Whatever is read comes with a Date of long ago; what is written comes from Procountor itself."""
    with RunningSandbox(api_key=KEY) as sandbox:
        connection = Procountor().connect(request_for(sandbox.url, clock=ManualClock(datetime.now(UTC))))
        connection.accounting.create(draft(connection), fence=open_fence)
        sandbox.state.clock.advance(-900)
        for _ in range(SAMPLES):
            connection.accounting.find(key("2026-17"))
        assert connection.accounting._api.session.skew.ahead() == timedelta(0)
