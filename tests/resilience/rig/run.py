"""One run of the rig: hand over, press Send, kill workers until everything is settled, compare."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from procountor_sandbox.server import RunningSandbox
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState
from trackifi_accounting_adapters.container import Container, let_go
from trackifi_accounting_adapters.database.migration import migrate

from tests.resilience.rig.fast_time import FastSandboxClock, Pace
from tests.resilience.rig.person import answer_what_is_asked
from tests.resilience.rig.place import Place
from tests.resilience.rig.stock import PROVIDER, REMOTE, Asked, hand_over, invoices, press_send
from tests.resilience.rig.tempo import WORKING, Tempo
from tests.resilience.rig.verdict import Verdict, fingerprints, judged
from tests.resilience.rig.workers import Workers

FAULTY = 0.2  # of all POSTs
LATE = 0.3  # seconds until a late commit, and for a slow answer: at most 60 seconds of the rig's time
LAG = 30.0  # seconds of the rig's time until a search finds a new invoice
KINDS = (
    "drop-before-commit",
    "drop-after-commit",
    "error-before-commit",
    "error-after-commit",
    "truncate",
    "html",
    "html-after-commit",
    "latency",
    "late-commit",
)
SLOW = ("latency", "late-commit")
LOOK = 0.1  # seconds between two looks at the progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a run came to. ``left`` counts deliveries that were not settled in time, by state; ``asked`` are questions."""

    verdict: Verdict
    left: dict[str, int]
    kills: int
    asked: int
    posts: int
    faulted: int
    seconds: float


def run(
    folder: Path,
    *,
    number: int,
    workers: int,
    seed: int,
    database: str = "",
    naive: bool = False,
    kill_every: float = 2.0,
    patience: float = 900.0,
    told: Callable[[int, int], None] = lambda _done, _kills: None,
) -> Ran:
    """Send ``number`` invoices; ``seed`` decides the faults and the kills. ``patience`` is in seconds.

    The processes' own timing stays what it is, so that a seed repeats the mix of faults, not the moment of each kill.
    """
    with prepared(folder, number=number, database=database, naive=naive) as (sandbox, place, asked):
        container = place.container()
        before = fingerprints(sandbox)
        _make_trouble(sandbox, seed)
        press_send(container, asked)
        started = time.monotonic()
        with Workers(place, number=workers, seed=seed) as crew:
            questions = _kill_until_settled(
                container,
                sandbox,
                crew,
                Tempo(place.pace, container),
                started,
                kill_every=kill_every,
                patience=patience,
                told=told,
            )
        posts = [entry for entry in sandbox.state.journal if entry.method == "POST"]
        still_open = left(container)
        let_go(container)
        return Ran(
            verdict=judged(sandbox, asked, before),
            left=still_open,
            kills=crew.kills,
            asked=questions,
            posts=len(posts),
            faulted=sum(entry.fault is not None for entry in posts),
            seconds=time.monotonic() - started,
        )


@contextmanager
def prepared(
    folder: Path, *, number: int, database: str = "", naive: bool = False, speed: float = WORKING
) -> Iterator[tuple[RunningSandbox, Place, list[Asked]]]:
    """Both companies set up and so many invoices handed over, none asked for yet; their time passes with ``speed``."""
    asked = list(invoices(number))
    pace = Pace.write(folder, speed=speed)
    with RunningSandbox() as sandbox:
        sandbox.state.clock = FastSandboxClock(pace)
        place = Place(folder=folder, database=database, address=sandbox.url, pace=pace, naive=naive)
        container = place.container()
        migrate(container.engine())
        hand_over(container, asked, sandbox)
        let_go(container)
        yield sandbox, place, asked


def finish(place: Place, *, patience: float = 900.0) -> dict[str, int]:
    """Let one worker do what is left, for at most ``patience`` seconds; gives what it could not do."""
    container = place.container()
    tempo, work = Tempo(place.pace, container), container.work_due()
    end = time.monotonic() + patience
    while (waiting := left(container)) and time.monotonic() < end:
        tempo.keep()
        if not work():
            time.sleep(LOOK / 2)
    let_go(container)
    return waiting


def _make_trouble(sandbox: RunningSandbox, seed: int) -> None:
    faults = sandbox.state.faults
    faults.seed(seed)
    left = 1.0
    for kind in KINDS:
        # Rules are tried in turn: each takes its share of what the ones before it let through.
        chance = FAULTY / len(KINDS) / left
        left -= FAULTY / len(KINDS)
        seconds = LATE if kind in SLOW else 0.0
        faults.add(kind, method="POST", chance=chance, times=None, status=502, seconds=seconds)
    sandbox.state.switches.change({"search_lag_seconds": LAG})


def _kill_until_settled(
    container: Container,
    sandbox: RunningSandbox,
    crew: Workers,
    tempo: Tempo,
    started: float,
    *,
    kill_every: float,
    patience: float,
    told: Callable[[int, int], None],
) -> int:
    """Give how often a person was asked; the rig answers as one who looks at Procountor would."""
    next_kill, questions = started + kill_every, 0
    while time.monotonic() < started + patience:
        tempo.keep()
        waiting = left(container)
        told(sum(waiting.values()), crew.kills)
        if not waiting:
            break
        if waiting.get(DeliveryState.NEEDS_ATTENTION):
            questions += answer_what_is_asked(container, sandbox)
        if time.monotonic() >= next_kill and crew.kill_one(after=kill_every / 2):
            next_kill = time.monotonic() + kill_every
        time.sleep(LOOK)
    return questions


def left(container: Container) -> dict[str, int]:
    """Deliveries that are not done, by state; {} when all are Sent with their PDF."""
    states: Counter[str] = Counter()
    for company in REMOTE:
        with container.store().write(company) as work:
            states.update(work.deliveries.count(PROVIDER))
    if states[DeliveryState.SENT] == states.pop("pdf_attached", 0):
        states.pop(DeliveryState.SENT, None)
    return {state: times for state, times in states.items() if times and state != "pdf_none"}
