"""Real processes that share one budget: together they never exceed it, and nobody waits behind another's heap."""

from statistics import mean, median

import pytest

from benchmarks.fleet import Fleet, Ran

RATE, SECONDS = 20, 4.0
OTHERS = [f"company-{number}" for number in range(4)]
LIMIT = 2.5  # times the budget: what the lowest published limit is, beside the default budget


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """One company calls from eight places at once, four from one each, and one asks now and then."""
    callers = ["greedy"] * 8 + OTHERS
    fleet = Fleet(
        folder=tmp_path_factory.mktemp("fleet"), callers=callers, rate=RATE, seconds=SECONDS, visits={"single": 0.3}
    )
    return fleet.run()


def test_no_second_holds_more_calls_of_the_fleet_than_the_budget(ran: Ran) -> None:
    assert ran.busiest(ran.departures) <= RATE
    assert len(ran.departures) > RATE


def test_no_call_comes_without_a_grant_and_none_is_refused(ran: Ran) -> None:
    assert set(ran.statuses) == {200}
    assert len(ran.arrived) == len(ran.calls)
    assert ran.busiest(ran.arrived) <= LIMIT * RATE


def test_one_call_waits_for_one_call_of_each_other_company(ran: Ran) -> None:
    # The median: a process that the machine stops for a moment misses its turn and queues again.
    waited = ran.overtaken("single")
    assert len(waited) >= 3
    assert median(waited) <= len(OTHERS) + 1 + 1  # one more: who asks a moment early may still be ahead


def test_eight_callers_of_one_company_get_no_more_than_its_share(ran: Ran) -> None:
    # While another company waits for one call: how many calls are made in all hangs on how busy the machine is.
    passed = [times for company in OTHERS for times in ran.overtaken(company, by="greedy")]
    assert len(passed) >= len(OTHERS)
    assert mean(passed) <= 2
