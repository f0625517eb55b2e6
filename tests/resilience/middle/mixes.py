"""Which faults, people and machines meet in a run: each mix shows one kind of trouble, and one shows all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.resilience.middle.acts import READS, Act, Rates
from tests.resilience.middle.dozing import Doze
from tests.resilience.middle.machines import Machine, Sleep
from tests.resilience.rig.place import BUDGET


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """One kind of run. ``tolerated`` names verdicts that it may end with: a limit which is stated, not a fault.

    ``invoices``, ``files`` and ``reads`` say how often which fault meets such a request. ``typing`` are numbers that a
    person types while they are sent, ``restarted`` such as were used last year, ``edited`` such as are
    changed in Trackifi once they are sent; ``provider_ahead`` is in seconds, negative when its clock is behind; ``budget`` is in calls a second,
    None where turns that a wrong clock has booked would keep the others waiting; ``lag`` is in seconds, ``kill_every``
    and ``stop_every`` in seconds of the real clock.
    """

    invoices: Rates = field(default_factory=dict)
    files: Rates = field(default_factory=dict)
    reads: Rates = field(default_factory=dict)
    typing: int = 0
    restarted: int = 0
    edited: int = 0
    provider_ahead: float = 0.0
    shared: bool = False
    machines: tuple[Machine, ...] = (Machine(number=1), Machine(number=2))
    budget: float | None = BUDGET
    lag: float = 0.0
    kill_every: float = 0.0
    stop_every: float = 0.0
    number: int = 24
    incident: str = ""
    server_only: bool = False
    file_only: bool = False
    tolerated: frozenset[str] = frozenset()

    @property
    def rates(self) -> Mapping[str, Rates]:
        """By what a request is."""
        return {"invoice": self.invoices, "file": self.files, **dict.fromkeys(READS, self.reads)}


MINUTES = 60.0
JOINS = 90.0
"""Seconds after which a machine whose clock is wrong comes to the others."""


def _wrong(ahead: float) -> tuple[Machine, ...]:
    """One machine whose clock is right, and one that comes later and whose clock is not."""
    return (Machine(number=1), Machine(number=2, ahead=ahead, joins=JOINS, sleeps=tuple(Sleep)))


def _sleepers(doze: Doze) -> tuple[Machine, ...]:
    """Three that sleep, and one that takes over what they have begun."""
    return (Machine(number=1), *(Machine(number=number, doze=doze) for number in (2, 3, 4)))


REPLAYED = {Act.REPLAY_AT_ONCE: 0.1, Act.REPLAY_30_S: 0.1, Act.REPLAY_10_MIN: 0.1, Act.REPLAY_17_MIN: 0.1}
BROKEN = {
    Act.CUT_REQUEST: 0.05,
    Act.CUT_ANSWER: 0.08,
    Act.INFORMED: 0.05,
    Act.HALF_DEAD: 0.05,
    Act.ANSWER_LOST: 0.08,
    Act.ANSWERED_TWICE: 0.05,
}
BROKEN_READS = {act: rate / 4 for act, rate in BROKEN.items()}
HELD = {Act.LATE_1_MIN: 0.1, Act.LATE_14_MIN: 0.15, Act.LATE_16_MIN: 0.05}
SWAPPED = {Act.SWAPPED: 0.15, Act.SWAPPED_COMPANY: 0.15}
LOST = {Act.ANSWER_LOST: 0.3}
MIXED = (
    {act: rate / 4 for act, rate in {**REPLAYED, **HELD, **SWAPPED}.items()}
    | {act: rate / 2 for act, rate in BROKEN.items()}
)  # fmt: skip
MIXED_READS = {act: rate / 4 for act, rate in BROKEN_READS.items()} | {
    Act.SWAPPED: 0.01,
    Act.SWAPPED_COMPANY: 0.01,
    Act.CACHED: 0.05,
    Act.CACHED_ANYWAY: 0.02,
}

MIXES: Mapping[str, Mix] = {
    "typed": Mix(typing=12, budget=1.0, number=80, machines=(Machine(number=1),)),
    "replayed": Mix(invoices=REPLAYED),
    "uploaded twice": Mix(files=REPLAYED),
    "held": Mix(invoices=HELD, files=HELD),
    "broken": Mix(invoices=BROKEN, files=BROKEN, reads=BROKEN_READS, lag=30.0),
    "swapped": Mix(invoices=SWAPPED, files=SWAPPED),
    "swapped reads": Mix(invoices=LOST, reads={Act.SWAPPED: 0.05, Act.SWAPPED_COMPANY: 0.05}),
    "restarted": Mix(restarted=6),
    "edited": Mix(edited=6),
    "provider behind": Mix(invoices=LOST, files=LOST, provider_ahead=-11 * MINUTES),
    "provider ahead": Mix(invoices=LOST, files=LOST, provider_ahead=9 * MINUTES),
    "put back": Mix(invoices={Act.LATE_1_MIN: 0.6}, lag=60.0, incident="put back", file_only=True),
    "frozen lock": Mix(incident="frozen lock", server_only=True),
    "shared": Mix(shared=True, number=16),
    "cached": Mix(invoices=LOST, files=LOST, reads={Act.CACHED: 1.0}, lag=20.0),
    "deaf cache": Mix(invoices=LOST, files=LOST, reads={Act.CACHED_ANYWAY: 1.0}, lag=20.0),
    "asleep": Mix(machines=_sleepers(Doze(before=0.3))),
    "killed": Mix(invoices=BROKEN, files=BROKEN, reads=BROKEN_READS, kill_every=1.0, stop_every=3.0),
    "ahead": Mix(machines=_wrong(20 * MINUTES), invoices=HELD, files=HELD, server_only=True, budget=None),
    "behind": Mix(machines=_wrong(-20 * MINUTES), invoices=HELD, files=HELD, server_only=True, budget=None),
    "gap": Mix(
        machines=_sleepers(Doze(in_gap=0.3)), tolerated=frozenset({"twice_by_us", "second_pdf_by_us", "booked_over"})
    ),
    "all": Mix(
        invoices=MIXED,
        files=MIXED,
        reads=MIXED_READS,
        typing=4,
        restarted=3,
        machines=(Machine(number=1), Machine(number=2, doze=Doze(before=0.04))),
        lag=20.0,
        kill_every=3.0,
        stop_every=5.0,
        number=48,
    ),
}
