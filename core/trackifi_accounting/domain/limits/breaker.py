"""When calls to a provider that keeps failing stop, and how they begin again.

Closed: calls are made and counted. Open: none is made for a while. Half open: one reading call is let through; its
outcome closes the breaker, or opens it for twice as long.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome
from trackifi_accounting.domain.values.records import replace

WINDOW: Final = 60.0  # seconds in which failures are set against calls
LEAST_CALLS: Final = 20  # fewer in a window prove nothing
IN_A_ROW: Final = 5  # connections that could not be made
FIRST_PAUSE: Final = 30.0  # seconds
LONGEST_PAUSE: Final = 600.0  # seconds
TRIAL: Final = 90.0  # seconds: longer than any exchange lasts, so that a trial without an end has lost its process


class BreakerState(StrEnum):
    """The state of a breaker: whether calls are made."""

    CLOSED = "closed"
    HALF_OPEN = "half_open"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """A circuit breaker; instants are seconds since 1970. ``pause`` is its latest one in seconds, 0 while closed.

    ``unreached`` counts connections that could not be made, in a row. ``trial_until`` ends the time of a trial call.
    """

    window_from: float = 0.0
    calls: int = 0
    failures: int = 0
    unreached: int = 0
    open_until: float = 0.0
    pause: float = 0.0
    trial_until: float = 0.0

    def state(self, now: float) -> BreakerState:
        """How it stands; an end of the pause that is too far ahead is left from a clock that was wrong."""
        if not self.pause:
            return BreakerState.CLOSED
        return BreakerState.OPEN if 0 < self.open_until - now <= LONGEST_PAUSE else BreakerState.HALF_OPEN

    @property
    def troubled(self) -> bool:
        """Whether a call that succeeds changes anything."""
        return bool(self.pause or self.unreached)

    def refusal(self, now: float, *, writes: bool) -> float | None:
        """None when a call may be made now; else the seconds after which to ask again."""
        state = self.state(now)
        if state is BreakerState.CLOSED:
            return None
        if state is BreakerState.OPEN:
            return self.open_until - now
        trying = 0 < self.trial_until - now <= TRIAL
        # Whether the provider is well again is never found out with a call that books something.
        return FIRST_PAUSE if writes or trying else None

    def granted(self, now: float) -> "Breaker":
        """After a call was granted; in half open it is the trial."""
        if self.pause:
            return replace(self, trial_until=now + TRIAL)
        current = self._window(now)
        return replace(current, calls=current.calls + 1)

    def after(self, outcome: ExchangeOutcome, now: float) -> "Breaker":
        """After a call's outcome is known."""
        failed = outcome in {ExchangeOutcome.FAILED, ExchangeOutcome.UNREACHABLE}
        state = self.state(now)
        if state is BreakerState.OPEN:
            return self  # the answer to a call from before
        if state is BreakerState.HALF_OPEN:
            return _opened(min(self.pause * 2, LONGEST_PAUSE), now) if failed else Breaker(window_from=now)
        counted = replace(
            self._window(now),
            failures=self._window(now).failures + failed,
            unreached=self.unreached + 1 if outcome is ExchangeOutcome.UNREACHABLE else 0,
        )
        return _opened(FIRST_PAUSE, now) if counted.too_much else counted

    def untried(self) -> "Breaker":
        """After a trial that told nothing: another call may be the trial."""
        return replace(self, trial_until=0.0)

    @property
    def too_much(self) -> bool:
        """Whether so many calls failed that no more should be made."""
        often = self.calls >= LEAST_CALLS and self.failures * 2 >= self.calls
        return often or self.unreached >= IN_A_ROW

    def _window(self, now: float) -> "Breaker":
        if 0 <= now - self.window_from < WINDOW:
            return self
        return replace(self, window_from=now, calls=0, failures=0)


def _opened(pause: float, now: float) -> Breaker:
    return Breaker(window_from=now, open_until=now + pause, pause=pause)
