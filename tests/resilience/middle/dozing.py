"""A machine that falls asleep at the worst moments: right before a write, or right after its fence was passed."""

import os
import random
import signal
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.limits.exchanges import Exchange
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.fence import Fence
from trackifi_accounting.ports.limiter import Limiter, Priority
from trackifi_accounting.use_cases.deliveries.fences import Fences

from tests.resilience.rig.fast_time import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Doze:
    """How often a machine falls asleep: before a write, and in the gap between its fence and the wire; 0 to 1."""

    before: float = 0.0
    in_gap: float = 0.0


class Sleeper:
    """Stops its own process, now and then; whoever watches it lets it go on. ``told`` says when, in the rig's time."""

    def __init__(self, seed: str, told: Path, pace: Pace) -> None:
        self._chance = random.Random(seed)
        self._told = told
        self._pace = pace

    def maybe(self, chance: float) -> None:
        if chance and self._chance.random() < chance:
            self._told.write_text(str(self._pace.seconds()))
            os.kill(os.getpid(), signal.SIGSTOP)


class DozingLimiter(Limiter):
    """Grants as the real one, and then the machine may sleep: the intent is written, the fence not asked yet."""

    def __init__(self, inner: Limiter, sleeper: Sleeper, chance: float) -> None:
        self._inner = inner
        self._sleeper = sleeper
        self._chance = chance

    def wait(self, provider: ProviderName, company: CompanyId, priority: Priority, *, writes: bool = False) -> None:
        self._inner.wait(provider, company, priority, writes=writes)
        if writes:
            self._sleeper.maybe(self._chance)

    def give_back(self, provider: ProviderName, company: CompanyId) -> None:
        self._inner.give_back(provider, company)

    def report(self, provider: ProviderName, company: CompanyId, exchange: Exchange) -> None:
        self._inner.report(provider, company, exchange)

    def slow_down(self, provider: ProviderName, *, seconds: float) -> None:
        self._inner.slow_down(provider, seconds=seconds)


class DozingFences:
    """Puts up the real fences; after one was passed the machine may sleep, before a byte leaves."""

    def __init__(self, inner: Fences, sleeper: Sleeper, chance: float) -> None:
        self._inner = inner
        self._sleeper = sleeper
        self._chance = chance

    def permit(self) -> None:
        self._inner.permit()

    def right_clock(self) -> None:
        self._inner.right_clock()

    def put_up(self, integration: Integration, intent: Delivery, *, until: datetime) -> Fence:
        inner = self._inner.put_up(integration, intent, until=until)

        def fence() -> None:
            inner()
            self._sleeper.maybe(self._chance)

        return fence
