"""What the middle may do to a request, and the seeded choice of it."""

import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tests.resilience.middle.messages import Request


class Act(StrEnum):
    """One fault. Times are in the rig's seconds."""

    PASS = "pass"
    REPLAY_AT_ONCE = "replay at once"
    REPLAY_30_S = "replay after 30 s"
    REPLAY_10_MIN = "replay after 10 min"
    REPLAY_17_MIN = "replay after 17 min"
    LATE_1_MIN = "carried out after 1 min"
    LATE_14_MIN = "carried out after 14 min"
    LATE_16_MIN = "carried out after 16 min"
    CUT_REQUEST = "request cut"
    CUT_ANSWER = "answer cut"
    INFORMED = "100, 102 and 103 first"
    HALF_DEAD = "half-dead connection"
    ANSWER_LOST = "carried out, never answered"
    SWAPPED = "answer of another connection"
    SWAPPED_COMPANY = "answer of another company"
    ANSWERED_TWICE = "answer given twice"
    CACHED = "cached answer"
    CACHED_ANYWAY = "cached answer although a fresh one was asked for"


REPLAYS: Mapping[Act, float] = {
    Act.REPLAY_AT_ONCE: 0.0,
    Act.REPLAY_30_S: 30.0,
    Act.REPLAY_10_MIN: 600.0,
    Act.REPLAY_17_MIN: 1020.0,
}
LATE: Mapping[Act, float] = {Act.LATE_1_MIN: 60.0, Act.LATE_14_MIN: 840.0, Act.LATE_16_MIN: 960.0}
SWAPS = frozenset({Act.SWAPPED, Act.SWAPPED_COMPANY})
CACHES = frozenset({Act.CACHED, Act.CACHED_ANYWAY})
READS = ("search", "read", "files")
Rates = Mapping[Act, float]


@dataclass(slots=True)
class Choice:
    """Which act meets which request. The seed decides it by what a request is and how often it has come, not by when."""

    seed: int
    rates: Mapping[str, Rates] = field(default_factory=dict)
    _seen: Counter[tuple[int, str, str]] = field(default_factory=Counter)

    def of(self, request: Request) -> Act:
        """The act for this request by the rates of what it is; each call counts as one more of it."""
        rates = self.rates.get(request.what)
        if not rates:
            return Act.PASS
        key = (request.company, request.what, request.subject)
        self._seen[key] += 1
        drawn = random.Random(f"{self.seed} {key} {self._seen[key]}").random()
        for act, rate in rates.items():
            if drawn < rate:
                return act
            drawn -= rate
        return Act.PASS
