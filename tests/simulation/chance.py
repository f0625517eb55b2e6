"""Chance that comes from a seed: how often what goes wrong in one run, and when."""

import random
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

MOST_LATE = 300.0  # seconds: within the bound that the window is made for
MOST_BELATED = 4 * 3600.0  # seconds more: most of them beyond it
LAG = 120.0  # seconds until a search shows a new invoice, at most


class Fate(StrEnum):
    """What becomes of a request that writes."""

    ANSWERED = "answered"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    LATE = "late"
    GARBLED = "garbled"
    THROTTLED = "throttled"
    BELATED = "belated"
    REPLAYED = "replayed"
    MISANSWERED = "misanswered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swarm:
    """Rates of one run, each drawn anew: a fault that is everywhere hides others, so about half of them are off.

    Those of requests and of the points are probabilities; those of acts say how often they come, set against sending.
    """

    lost_before: float = 0.0
    lost_after: float = 0.0
    late: float = 0.0
    garbled: float = 0.0
    throttled: float = 0.0
    unreachable: float = 0.0
    read_fails: float = 0.0
    slow: float = 0.0
    crash: float = 0.0
    switch: float = 0.0
    stall: float = 0.0
    by_hand: float = 0.0
    removed: float = 0.0
    deleted: float = 0.0
    approved: float = 0.0
    edited_there: float = 0.0
    edited_here: float = 0.0
    revoked: float = 0.0
    exchanged: float = 0.0
    foreign_key: float = 0.0
    disabled: float = 0.0
    rights: float = 0.0
    documents_off: float = 0.0
    partner_gone: float = 0.0
    outage: float = 0.0
    clock_back: float = 0.0
    clock_on: float = 0.0
    restored: float = 0.0
    limiter_down: float = 0.0
    hidden: float = 0.0
    blinded: float = 0.0
    again: float = 0.0
    answered: float = 0.0
    double: float = 0.0
    retry_pdf: float = 0.0
    synced: float = 0.0
    swept: float = 0.0
    belated: float = 0.0
    bulk: float = 0.0
    stopped: float = 0.0
    retried: float = 0.0
    excluded: float = 0.0
    twin: float = 0.0
    drift: float = 0.0
    told_to_end: float = 0.0
    cached: float = 0.0
    apart: float = 0.0
    suspended: float = 0.0
    slipped: float = 0.0
    locked: float = 0.0
    frozen: float = 0.0
    lost_commits: float = 0.0
    replayed: float = 0.0
    misanswered: float = 0.0
    renumbered: float = 0.0
    shared: float = 0.0


MOST = Swarm(
    lost_before=0.15,
    lost_after=0.15,
    late=0.15,
    garbled=0.05,
    throttled=0.05,
    unreachable=0.1,
    read_fails=0.1,
    slow=0.2,
    crash=0.01,
    switch=0.3,
    stall=0.01,
    by_hand=0.25,
    removed=0.2,
    deleted=0.1,
    approved=0.1,
    edited_there=0.1,
    edited_here=0.1,
    revoked=0.1,
    exchanged=0.1,
    foreign_key=0.05,
    disabled=0.15,
    rights=0.1,
    documents_off=0.1,
    partner_gone=0.1,
    outage=0.1,
    clock_back=0.1,
    clock_on=0.1,
    restored=0.1,
    limiter_down=0.05,
    hidden=0.3,
    blinded=0.1,
    again=0.3,
    answered=0.3,
    double=0.3,
    retry_pdf=0.1,
    synced=0.1,
    swept=1.0,
    belated=0.1,
    bulk=1.0,
    stopped=0.3,
    retried=0.3,
    excluded=0.2,
    twin=1.0,
    drift=0.1,
    told_to_end=0.05,
    cached=0.3,
    apart=1.0,
    suspended=0.005,
    slipped=0.05,
    locked=0.3,
    frozen=0.002,
    lost_commits=0.4,
    replayed=0.1,
    misanswered=0.1,
    renumbered=0.2,
    shared=0.3,
)
"""The highest rate of each. Sweeps and batches are part of a run, or not; their rate says nothing more."""
ONE_MACHINE = dict.fromkeys(
    (
        *("apart", "suspended", "slipped", "locked", "frozen", "lost_commits"),
        *("replayed", "misanswered", "renumbered", "shared"),
    ),
    0.0,
)
"""Without several machines, a database apart from them, a box in the middle: what a seed was before they were."""
PLAIN = dict.fromkeys(
    ("swept", "belated", "bulk", "stopped", "retried", "excluded", "twin", "drift", "told_to_end"), 0.0
)
"""Without batches and sweeps: what a seed was before they were."""
PLAIN |= ONE_MACHINE
BULK = {"bulk": 1.0, "stopped": 0.5, "excluded": 0.4, "retried": 0.4, "drift": 0.3, "twin": 1.0, "swept": 1.0}
"""Much of what is done with many invoices at once."""
HAMPERED = {**BULK, "stopped": 1.0, "stall": 0.1, "throttled": 0.2, "slow": 1.0, "limiter_down": 0.6}
HAMPERED |= {"clock_on": 0.6, "apart": 0.0, "lost_commits": 0.0}
"""Many at once, while processes stall, calls are slow or refused, and clocks are set forward and back."""
SHARED = {"shared": 1.0}
"""Two companies of Trackifi with one set of books at the provider."""
ANSWERED = {**SHARED, "answered": 1.0, "lost_after": 0.4}
ANSWERED |= {"hidden": 0.0, "blinded": 0.0, "cached": 0.0, "clock_on": 0.0}
"""Much that people are asked, and answer."""
BELATED = {"belated": 0.15, "lost_before": 0.1}
"""Requests that are carried out when nobody expects it any more."""


def drawn(seed: int, *, profile: dict[str, float] | None = None) -> Swarm:
    """The rates of a run; ``profile`` fixes some of them."""
    source = source_of(seed, "swarm")
    rates: dict[str, Any] = {}
    for one in fields(Swarm):
        share = source.random() * 2 - 1
        rates[one.name] = max(0.0, share) * getattr(MOST, one.name)
    rates |= profile or {}
    rates["shared"] = float(source_of(seed, "shared").random() < rates["shared"])
    if rates["shared"]:
        rates |= {"foreign_key": 0.0}  # a key of the other company opens the same books: it is no mistake
    if rates["apart"] or rates["lost_commits"]:
        # The database is on a server with a clock of its own, which nobody sets.
        rates |= {"clock_on": 0.0, "clock_back": 0.0}
    if rates["clock_on"]:
        # How far a clock was set forward is known to the processes that saw it; docs/explanation/simulation.md says what that leaves.
        rates |= {"crash": 0.0, "restored": 0.0}
    if rates["hidden"] or rates["blinded"] or rates["cached"]:
        # The look before a first attempt is a single one: with an older database and a blind search nothing is left.
        rates |= {"restored": 0.0, "lost_commits": 0.0}
    if rates["belated"] or rates["slipped"] or rates["lost_commits"] or rates["replayed"]:
        rates["swept"] = rates["swept"] or 1.0
    return Swarm(**rates)


def source_of(seed: int, purpose: str) -> random.Random:
    """Chance for one purpose: drawing more for one leaves the others as they are."""
    return random.Random(f"{seed}/{purpose}")
