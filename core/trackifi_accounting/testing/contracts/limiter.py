"""What every limiter must keep to; subclass LimiterContract and give the fixtures ``clock`` and ``limiter``."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

import pytest

from trackifi_accounting.domain.limits.exchanges import Exchange, ExchangeOutcome
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import ProviderUnavailable, RateLimited
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.testing.doubles.clock import START, ManualClock
from trackifi_accounting.testing.examples.stored_records import ACME, OTHER, PROVIDER, SECOND


def made(limiter: Limiter, outcome: ExchangeOutcome, company: CompanyId = ACME, *, writes: bool = False) -> None:
    """A call that is granted and ends so."""
    limiter.wait(PROVIDER, company, Priority.INVOICE, writes=writes)
    limiter.report(PROVIDER, company, ended(outcome, writes=writes))


def ended(outcome: ExchangeOutcome, *, writes: bool = False) -> Exchange:
    """An exchange with this outcome."""
    return Exchange(outcome=outcome, method="POST" if writes else "GET", path="/specimen", writes=writes, seconds=0.1)


def refused(limiter: Limiter, company: CompanyId = OTHER, *, writes: bool = False) -> float | None:
    """The seconds after which to ask again when no call is made now; None when one is granted."""
    try:
        limiter.wait(PROVIDER, company, Priority.CHECK, writes=writes)
    except ProviderUnavailable as told:
        return told.retry_after
    return None


class LimiterContract:
    """A budget of 10 calls a second for each provider, and at most 30 seconds of waiting."""

    def test_the_first_call_is_granted_at_once(self, limiter: Limiter, clock: ManualClock) -> None:
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)
        assert not clock.slept

    def test_calls_of_all_companies_are_spaced_evenly(self, limiter: Limiter, clock: ManualClock) -> None:
        for company in (ACME, OTHER) * 10:
            limiter.wait(PROVIDER, company, Priority.IMPORT)
        assert clock.monotonic() == pytest.approx(1.9)
        assert max(clock.slept) == pytest.approx(0.1, abs=0.001)

    def test_what_was_not_used_is_not_saved_up(self, limiter: Limiter, clock: ManualClock) -> None:
        limiter.wait(PROVIDER, ACME, Priority.IMPORT)
        clock.advance(60)
        for _ in range(11):
            limiter.wait(PROVIDER, ACME, Priority.IMPORT)
        assert clock.monotonic() == pytest.approx(61)

    def test_providers_have_their_own_budgets(self, limiter: Limiter, clock: ManualClock) -> None:
        limiter.wait(PROVIDER, ACME, Priority.INVOICE)
        limiter.wait(SECOND, ACME, Priority.INVOICE)
        assert not clock.slept

    def test_a_pause_is_kept_by_everyone(self, limiter: Limiter, clock: ManualClock) -> None:
        limiter.slow_down(PROVIDER, seconds=20)
        limiter.wait(PROVIDER, OTHER, Priority.CHECK)
        assert clock.now().timestamp() == pytest.approx(START.timestamp() + 20)

    def test_the_longer_of_two_pauses_counts(self, limiter: Limiter, clock: ManualClock) -> None:
        limiter.slow_down(PROVIDER, seconds=20)
        limiter.slow_down(PROVIDER, seconds=5)
        limiter.wait(PROVIDER, ACME, Priority.CHECK)
        assert clock.monotonic() == pytest.approx(20)

    def test_a_wait_that_would_be_too_long_is_refused_with_its_length(
        self, limiter: Limiter, clock: ManualClock
    ) -> None:
        limiter.slow_down(PROVIDER, seconds=300)
        with pytest.raises(RateLimited) as refused:
            limiter.wait(PROVIDER, ACME, Priority.CHECK)
        assert refused.value.retry_after == pytest.approx(300)
        assert clock.monotonic() == pytest.approx(0)

    def test_after_a_pause_calls_are_half_as_frequent_and_the_rate_comes_back(
        self, limiter: Limiter, clock: ManualClock
    ) -> None:
        limiter.slow_down(PROVIDER, seconds=20)
        gaps = []
        for minutes in (0, 1, 2):
            clock.advance(minutes * 60)
            limiter.wait(PROVIDER, ACME, Priority.CHECK)
            before = clock.monotonic()
            limiter.wait(PROVIDER, ACME, Priority.CHECK)
            gaps.append(round(clock.monotonic() - before, 2))
        assert gaps == [0.2, 0.14, 0.1]  # 5, about 7, and at last 10 calls a second

    def test_a_burst_of_refusals_leaves_an_eighth_of_the_rate_and_is_over_in_minutes(
        self, limiter: Limiter, clock: ManualClock
    ) -> None:
        for _ in range(15):
            limiter.slow_down(PROVIDER, seconds=0.5)
            clock.advance(0.7)
        gaps = []
        for minutes in (0, 1, 2, 2):
            clock.advance(minutes * 60)
            limiter.wait(PROVIDER, ACME, Priority.CHECK)
            before = clock.monotonic()
            limiter.wait(PROVIDER, ACME, Priority.CHECK)
            gaps.append(round(clock.monotonic() - before, 2))
        assert gaps == [0.8, 0.3, 0.14, 0.1]  # 1.25, about 3, about 7, and at last 10 calls a second

    def test_refusals_of_the_same_moment_halve_the_rate_once(self, limiter: Limiter, clock: ManualClock) -> None:
        for _ in range(3):
            limiter.slow_down(PROVIDER, seconds=20)
        limiter.wait(PROVIDER, ACME, Priority.CHECK)
        before = clock.monotonic()
        limiter.wait(PROVIDER, ACME, Priority.CHECK)
        assert clock.monotonic() - before == pytest.approx(0.2)

    def test_a_provider_that_can_not_be_reached_five_times_in_a_row_is_left_alone(
        self, limiter: Limiter, clock: ManualClock
    ) -> None:
        for company in (ACME, OTHER, ACME, OTHER):
            made(limiter, ExchangeOutcome.UNREACHABLE, company)
        assert refused(limiter) is None
        made(limiter, ExchangeOutcome.UNREACHABLE)
        assert refused(limiter) == pytest.approx(30)
        clock.advance(29)
        assert refused(limiter) == pytest.approx(1)

    def test_one_call_that_arrives_begins_the_count_anew(self, limiter: Limiter) -> None:
        for outcome in (*[ExchangeOutcome.UNREACHABLE] * 4, ExchangeOutcome.OK, *[ExchangeOutcome.UNREACHABLE] * 4):
            made(limiter, outcome)
        assert refused(limiter) is None

    def test_half_of_twenty_calls_failing_within_a_minute_stops_them(self, limiter: Limiter) -> None:
        for _ in range(10):
            made(limiter, ExchangeOutcome.OK)
        for _ in range(9):
            made(limiter, ExchangeOutcome.FAILED, OTHER)
        assert refused(limiter) is None
        limiter.report(PROVIDER, OTHER, ended(ExchangeOutcome.FAILED))
        assert refused(limiter) == pytest.approx(30)

    def test_failures_of_another_minute_do_not_count(self, limiter: Limiter, clock: ManualClock) -> None:
        for _ in range(3):
            for _ in range(15):
                made(limiter, ExchangeOutcome.FAILED)
            clock.advance(60)
        assert refused(limiter) is None

    def test_a_company_that_alone_fails_stops_alone(self, limiter: Limiter) -> None:
        for _ in range(25):
            made(limiter, ExchangeOutcome.OK, OTHER)
        for _ in range(20):
            made(limiter, ExchangeOutcome.FAILED, ACME)
        assert refused(limiter, ACME) == pytest.approx(30)
        assert refused(limiter, OTHER) is None

    def test_a_refused_call_and_a_pause_are_no_failures(self, limiter: Limiter) -> None:
        for outcome in (ExchangeOutcome.OK, ExchangeOutcome.THROTTLED) * 20:
            made(limiter, outcome)
        assert refused(limiter) is None

    def test_after_the_pause_one_read_is_let_through_and_no_write(self, limiter: Limiter, clock: ManualClock) -> None:
        self.stopped(limiter)
        clock.advance(31)
        assert refused(limiter, writes=True) is not None
        assert refused(limiter) is None
        assert refused(limiter) is not None
        limiter.report(PROVIDER, OTHER, ended(ExchangeOutcome.OK))
        assert [refused(limiter, ACME, writes=True), refused(limiter)] == [None, None]

    def test_a_trial_that_fails_doubles_the_pause_up_to_ten_minutes(self, limiter: Limiter, clock: ManualClock) -> None:
        self.stopped(limiter)
        pauses = []
        for _ in range(6):
            clock.advance(601)
            made(limiter, ExchangeOutcome.FAILED)
            pauses.append(refused(limiter, ACME))
        assert pauses == pytest.approx([60, 120, 240, 480, 600, 600])

    def test_a_trial_whose_process_died_is_followed_by_another(self, limiter: Limiter, clock: ManualClock) -> None:
        self.stopped(limiter)
        clock.advance(31)
        assert refused(limiter) is None
        clock.advance(91)
        assert refused(limiter) is None

    def test_a_late_answer_does_not_end_the_pause(self, limiter: Limiter) -> None:
        self.stopped(limiter)
        limiter.report(PROVIDER, ACME, ended(ExchangeOutcome.OK))
        assert refused(limiter) is not None

    def test_another_provider_goes_on(self, limiter: Limiter) -> None:
        self.stopped(limiter)
        limiter.wait(SECOND, ACME, Priority.INVOICE, writes=True)

    def stopped(self, limiter: Limiter) -> None:
        for _ in range(5):
            made(limiter, ExchangeOutcome.UNREACHABLE)
