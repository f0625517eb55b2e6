"""Whose turn it is, and how a rate comes back: rules without a database."""

import itertools

import pytest
from trackifi_accounting.domain.breaker import Breaker, BreakerState
from trackifi_accounting.domain.budget import LEAD, LONGEST_PAUSE, Budget, turn
from trackifi_accounting.domain.exchanges import Outcome

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
            found = turn(self.provider, self.own[company], now=now, ahead=ahead, waited=now - since, urgency=2)
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


def test_the_rate_never_falls_below_one_call_in_two_seconds() -> None:
    budget = Budget()
    for number in range(10):
        now = NOW + number
        budget = budget.paused(8, now=now, until=now + 0.5)
    assert budget.rate(8, NOW + 10) == pytest.approx(0.5, abs=0.01)


def test_a_day_of_outage_costs_one_call_in_ten_minutes() -> None:
    """Whoever asks every second for 24 hours: the trials are all that is let through."""
    breaker, calls = Breaker(), 0
    for second in range(86_400):
        now = NOW + second
        if breaker.refusal(now, writes=False) is None:
            breaker = breaker.granted(now).after(Outcome.UNREACHABLE, now)
            calls += 1
    assert 5 + 86_400 / 600 - 4 <= calls <= 5 + 86_400 / 600 + 5
    now = NOW + 86_400 + 600
    assert breaker.granted(now).after(Outcome.OK, now).state(now) is BreakerState.CLOSED
