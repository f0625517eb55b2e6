"""What every limiter must keep to; subclass LimiterContract and give the fixtures ``clock`` and ``limiter``."""

# ruff: noqa: D102 -- a test's name is its sentence, its numbers are those of its own data.

import pytest

from trackifi_accounting.errors import RateLimited
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.testing.clock import START, ManualClock
from trackifi_accounting.testing.stored_specimens import ACME, OTHER, PROVIDER, SECOND


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
