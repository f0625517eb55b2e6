"""Whose turn it is, and how a rate comes back: rules without a database."""

import itertools

import pytest
from trackifi_accounting.domain.limits.breaker import Breaker, BreakerState
from trackifi_accounting.domain.limits.budget import LEAD, LONGEST_PAUSE, Budget, grant
from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome

NOW = 1_000_000.0
STEP = 0.125  # eight calls a second


class Queue:
    """Callers of some companies ask again whenever they were told to; every instant that is booked is kept."""

    def __init__(self, callers: list[tuple[str, float]]) -> None:
        self.provider = Budget()
        self.own = {company: Budget() for company, _ in callers}
        self.waiting = [(since, number, company, since) for number, (company, since) in enumerate(callers)]
        self.booked: list[tuple[float, str, float]] = []

    def run(self, seconds: float, *, ahead: float) -> None:
        while (first := min(self.waiting))[0] < NOW + seconds:
            self.waiting.remove(first)
            now, number, company, since = first
            found = grant(self.provider, self.own[company], now=now, ahead=ahead, waited=now - since, urgency=2)
            if found.ask_again_in is not None:
                self.waiting.append((now + found.ask_again_in, number, company, since))
                continue
            self.provider = self.provider.booked(found.at, STEP)
            self.own[company] = self.own[company].booked(found.at, STEP)
            self.booked.append((found.at, company, since))
            self.waiting.append((found.at, number, company, found.at))


def test_fifty_companies_get_their_turns_one_after_the_other() -> None:
    queue = Queue([(f"company-{number}", NOW) for number in range(50)])
    queue.run(60, ahead=1.875)
    turns = [sum(1 for _, company, _ in queue.booked if company == one) for one in queue.own]
    assert max(turns) - min(turns) <= 1
    instants = [at for at, _, _ in queue.booked]
    assert {round(after - before, 6) for before, after in itertools.pairwise(instants)} == {STEP}


@pytest.mark.parametrize("others", [1, 10, 49])
def test_who_comes_last_waits_for_one_call_of_each_company(others: int) -> None:
    heap = [(f"company-{number}", NOW) for number in range(others) for _ in range(5)]
    queue = Queue([*heap, ("single", NOW + 20)])
    queue.run(60, ahead=1.875)
    waits = [at - since for at, company, since in queue.booked if company == "single"]
    assert waits
    assert max(waits) <= (others + 2) * STEP + LEAD


def test_a_company_alone_gets_the_whole_rate_without_gaps() -> None:
    queue = Queue([("single", NOW)] * 3)
    queue.run(10, ahead=1.875)
    assert len(queue.booked) >= 80


def test_an_instant_that_is_far_ahead_is_left_from_a_wrong_clock() -> None:
    assert Budget(free_at=NOW + LONGEST_PAUSE + 1).next(NOW) == NOW
    assert Breaker(pause=30, open_until=NOW + 86_400).state(NOW) is BreakerState.HALF_OPEN


def refused(full: float, times: int) -> Budget:
    """After so many refusals, one a second, each with its own pause."""
    budget = Budget()
    for number in range(times):
        now = NOW + number
        budget = budget.paused(full, now=now, until=now + 0.5)
    return budget


@pytest.mark.parametrize(("full", "floor"), [(20, 2.5), (8, 1), (2, 0.5), (0.4, 0.4)])
def test_the_rate_never_falls_below_an_eighth_nor_below_one_call_in_two_seconds(full: float, floor: float) -> None:
    assert refused(full, 15).rate(full, NOW + 14.5) == pytest.approx(floor)


@pytest.mark.parametrize("full", [20, 8, 2])
def test_the_whole_rate_is_back_five_minutes_after_the_latest_pause(full: float) -> None:
    budget = refused(full, 15)
    rates = [budget.rate(full, NOW + 14.5 + 60 * minute) for minute in range(6)]
    assert rates == sorted(rates)
    assert rates[-1] == full


def test_a_limit_that_is_lower_than_ours_is_met_again_and_again_without_standing_still() -> None:
    """A provider that takes a quarter of our rate: each refusal halves, and the rate swings about what it takes."""
    full, takes, now, budget, made = 8.0, 2.0, NOW, Budget(), 0
    while now < NOW + 1800:
        rate = budget.rate(full, now)
        if rate > takes:
            budget = budget.paused(full, now=now, until=now + 5)
            now = budget.paused_until
        else:
            made += 1
            now += 1 / rate
    assert 0.5 * takes <= made / 1800 <= takes


def test_without_a_budget_a_pause_slows_nothing_down() -> None:
    budget = Budget().paused(float("inf"), now=NOW, until=NOW + 5).paused(float("inf"), now=NOW + 6, until=NOW + 7)
    assert (budget.paused_until, budget.rate(float("inf"), NOW + 8)) == (NOW + 7, float("inf"))


def test_a_day_of_outage_costs_one_call_in_ten_minutes() -> None:
    """Whoever asks every second for 24 hours: the trials are all that is let through."""
    breaker, calls = Breaker(), 0
    for second in range(86_400):
        now = NOW + second
        if breaker.refusal(now, writes=False) is None:
            breaker = breaker.granted(now).after(ExchangeOutcome.UNREACHABLE, now)
            calls += 1
    assert 5 + 86_400 / 600 - 4 <= calls <= 5 + 86_400 / 600 + 5
    now = NOW + 86_400 + 600
    assert breaker.granted(now).after(ExchangeOutcome.OK, now).state(now) is BreakerState.CLOSED
