"""A rate budget: when the next call may be made, how a pause slows it, and whose turn it is."""

from dataclasses import dataclass, field
from math import isinf
from typing import Final

from trackifi_accounting.domain.limits.breaker import Breaker
from trackifi_accounting.domain.limits.exchanges import ExchangeOutcome
from trackifi_accounting.domain.values.records import replace

LONGEST_PAUSE: Final = 3600.0  # seconds; an instant that is further ahead is left from a clock that was wrong
MOMENT: Final = 1e-6  # seconds; instants are floats
LEAD: Final = 0.05  # seconds before its turn in which a company may book it, or it would lose what waking up takes
YIELD: Final = 0.01  # seconds that each step of urgency leaves to more urgent calls of the same company
REGAINED: Final = 0.2  # of the full rate, each minute after a pause: it is whole again after five minutes at most
FLOOR: Final = 0.125  # of the full rate: one refused burst is no reason to stand still
SLOWEST: Final = 0.5  # calls a second; below this no rate is slowed down


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """The rate budget of a provider's client, or of one company of it. Instants are seconds since 1970.

    ``slowed_to`` is the rate in calls a second that held at ``slowed_at``, when the latest pause ended; 0 for the full
    rate.
    """

    free_at: float = 0.0
    paused_until: float = 0.0
    slowed_to: float = 0.0
    slowed_at: float = 0.0
    breaker: Breaker = field(default_factory=Breaker)

    def rate(self, full: float, now: float) -> float:
        """Calls a second that may be made now, of ``full`` ones at best."""
        if not self.slowed_to or isinf(full) or self.slowed_at - now > LONGEST_PAUSE:
            return full
        return min(full, self.slowed_to + max(0.0, now - self.slowed_at) / 60 * REGAINED * full)

    def next(self, now: float) -> float:
        """The first instant from now on that is free."""
        return self.free_at if now < self.free_at <= now + LONGEST_PAUSE else now

    def booked(self, at: float, interval: float) -> "Budget":
        """After a call at this instant."""
        return replace(self, free_at=at + interval)

    def granted(self, now: float) -> "Budget":
        """After a call was granted."""
        return replace(self, breaker=self.breaker.granted(now))

    def told(self, outcome: ExchangeOutcome, now: float, *, whole: bool) -> "Budget":
        """After an outcome. A connection that could not be made says something of the ``whole`` provider only."""
        if outcome is ExchangeOutcome.UNREACHABLE and not whole:
            return replace(self, breaker=self.breaker.untried())
        return replace(self, breaker=self.breaker.after(outcome, now))

    def paused(self, full: float, *, now: float, until: float) -> "Budget":
        """After the provider asked for a pause. Calls under way are refused, too: together they are one sign."""
        begun = now < self.paused_until <= now + LONGEST_PAUSE
        longer = replace(
            self,
            free_at=max(self.next(now), until),
            paused_until=max(self.paused_until, until) if begun else until,
        )
        rate = self.slowed_to if begun and self.slowed_to else max(self.rate(full, now) / 2, FLOOR * full, SLOWEST)
        return replace(longer, slowed_to=rate, slowed_at=longer.paused_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A permission for one call: its instant, or in how many seconds to ask again."""

    at: float
    ask_again_in: float | None = None


def grant(provider: Budget, own: Budget, *, now: float, ahead: float, waited: float, urgency: int) -> Grant:
    """Find a company's next turn. The least ``urgency`` goes first; times are in seconds.

    A company has one turn at a time: it books the next when the one before is all but over. So what waits for the
    provider is one call of each company, however many calls each of them has to make. It books ``ahead`` at most, and
    so much further as it has ``waited`` since its turn before: who waits longest is next.
    """
    mine = own.next(now)
    if mine - now > LEAD + MOMENT:
        return Grant(at=mine, ask_again_in=mine - now - LEAD + urgency * YIELD)
    at = max(mine, provider.next(now))
    reach = ahead + min(waited, max(0.0, now - own.free_at))
    # The queue gets shorter while the reach of who waits grows: they meet half way.
    return Grant(at=at, ask_again_in=max((at - now - reach) / 2, LEAD) if at - now > reach else None)
