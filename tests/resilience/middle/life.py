"""One run: two machines send through the middle until all has come to rest, then the rig's verdict."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from trackifi_accounting.domain.deliveries.deliveries import DeliveryState, PdfState
from trackifi_accounting.domain.reconciliation.checker import check

from tests.resilience.middle.acts import CACHES, SWAPS
from tests.resilience.middle.agreement import disagreements
from tests.resilience.middle.books import KINDS, Hand, Stand, fingerprints, standing
from tests.resilience.middle.incidents import INCIDENTS, Incident
from tests.resilience.middle.machines import Machines
from tests.resilience.middle.mixes import Mix
from tests.resilience.middle.record import Record
from tests.resilience.middle.said import deliveries, said_by
from tests.resilience.middle.stage import Stage, staged
from tests.resilience.middle.verdict import Sides, Verdict, judged
from tests.resilience.rig.accounts import accounts_of
from tests.resilience.rig.stock import PROVIDER, press_send
from tests.resilience.rig.tempo import WORKING, Tempo

LOOK = 0.05  # seconds
TYPING = 10.0  # seconds of the rig's time between two numbers that a person types
RESTING = 1000.0
"""How fast time passes once everything is at rest: only readings are due."""
AFTERWARDS = 80 * 60.0
"""Seconds of the rig's time in which the sweeps after a quarter of an hour and an hour come round."""
FALSE = SWAPS | CACHES
ANSWERING = 1.0  # seconds between two looks for questions
UNSETTLED = (
    *(DeliveryState.READY, DeliveryState.SENDING, DeliveryState.CHECKING),
    *(f"pdf_{state}" for state in (PdfState.WAITING, PdfState.SENDING, PdfState.CHECKING)),
)
Told = Callable[[int, int], None]
"""Hears how many are at rest, and how often a machine was killed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What a run came to. ``seconds`` are real ones."""

    verdict: Verdict
    record: Record
    machines: dict[str, int]
    typed: int
    answered: int
    began: float
    seconds: float

    def faults(self, mix: Mix) -> dict[str, list[str]]:
        """What is wrong, by kind, without what the mix may end with."""
        return {name: found for name, found in self.verdict.faults.items() if name not in mix.tolerated}

    def trace(self) -> Iterator[str]:
        """Each fault of the middle on a line, as it came."""
        return (one.line(self.began) for one in self.record.struck)


def live(
    folder: Path,
    mix: Mix,
    *,
    seed: int,
    database: str = "",
    naive: bool = False,
    patience: float = 240.0,
    incident: Incident | None = None,
    told: Told = lambda _done, _kills: None,
) -> Lived:
    """Send the mix's invoices through it; ``patience`` is in real seconds, an ``incident`` has a thread of its own."""
    with staged(folder, mix, seed=seed, database=database, naive=naive) as stage:
        began, started = stage.place.pace.seconds(), time.monotonic()
        crew = Machines(stage.place, mix.machines, kill_every=mix.kill_every, stop_every=mix.stop_every)
        with crew:
            press_send(stage.container, stage.asked)
            crew.begin()
            with ThreadPoolExecutor(1) as beside:
                happens = beside.submit(incident or INCIDENTS[mix.incident], stage, crew)
                answered = _until_settled(stage, crew, happens, told, end=started + patience)
            _afterwards(stage, crew)
        verdict = _verdict(stage)
        verdict.not_settled += happens.result()
        verdict.oracles_apart += _apart(stage)
        return Lived(
            verdict=verdict,
            record=stage.middle.record,
            machines=dict(crew.counts),
            typed=len(stage.people.typed),
            answered=answered,
            began=began,
            seconds=time.monotonic() - started,
        )


def _until_settled(stage: Stage, crew: Machines, happens: Future[list[str]], told: Told, *, end: float) -> int:
    """Give how often a person answered. Once most is settled, the machines are left in peace."""
    tempo, answered, typed_at, asked_at = Tempo(stage.place.pace, stage.container), 0, 0.0, 0.0
    while time.monotonic() < end:
        with crew.lock, suppress(SQLAlchemyError):  # the database may be down, or is being put back
            if not crew.waking:
                tempo.keep()
            open_ = _open(stage)
            told(len(stage.asked) - open_, crew.counts["killed"])
            crew.tend(rough=open_ > len(stage.asked) // 4)
            busy = stage.middle.record.waiting or crew.any_asleep or not happens.done()
            if not open_ and not busy and not stage.editors.left:
                break
            if time.monotonic() > asked_at:
                answered += stage.people.answer(stage.container, stage.middle.record)
                stage.editors.edit(stage.container, stage.asked)
                asked_at = time.monotonic() + ANSWERING
        if stage.people.to_type and stage.place.pace.seconds() > typed_at:
            stage.people.type_one()
            typed_at = stage.place.pace.seconds() + TYPING
        time.sleep(LOOK)
    return answered


def _afterwards(stage: Stage, crew: Machines) -> None:
    """No new faults; the sweeps come round."""
    stage.middle.choice.rates = {}
    end = stage.place.pace.seconds() + AFTERWARDS
    stage.place.pace.become(RESTING)
    while stage.place.pace.seconds() < end:
        crew.tend(rough=False)
        time.sleep(LOOK)
    stage.place.pace.become(WORKING)


def _apart(stage: Stage) -> Iterator[str]:
    """What the checker of accounts, given the three sides whole, sees otherwise than the rig."""
    stands = list(standing(stage.sandbox, stage.middle.record))
    delivered = {company: deliveries(stage.container, company) for company in stage.remotes}
    accounts = {company: accounts_of(stage.container, stage.sandbox, company) for company in stage.remotes}
    findings = {company: check(sides) for company, sides in accounts.items()}
    return disagreements(stands, delivered, findings, stage.remotes)


def _verdict(stage: Stage) -> Verdict:
    record, people = stage.middle.record, stage.people
    stands = list(standing(stage.sandbox, record))
    return judged(
        Sides(
            asked=stage.asked,
            remotes=stage.remotes,
            stands=stands,
            deliveries={company: deliveries(stage.container, company) for company in stage.remotes},
            said={company: list(said_by(stage.container, company)) for company in stage.remotes},
            typed=people.typed,
            before=people.made,
            after=fingerprints(stage.sandbox),
            touched=_touched(stage, stands),
            edited=stage.editors.accepted,
            blinded=frozenset(_blinded(record)),
        )
    )


def _touched(stage: Stage, stands: Sequence[Stand]) -> frozenset[tuple[int, str]]:
    """Numbers about which a question is in place: somebody else has them, or a fault met one of their requests."""
    met = {(one.company, one.subject.split(" ")[-1]) for one in stage.middle.record.struck}
    others = {(one.company, one.own_number) for one in stands if one.hand is not Hand.US}
    often = Counter(one.key for one in stands)
    twice = {(key[0], key[2]) for key, times in often.items() if times > 1}
    shared = len(set(stage.remotes.values())) < len(stage.remotes)
    return frozenset(met | others | twice | {(one.company, one.own_number) for one in stands if shared})


def _blinded(record: Record) -> Iterator[tuple[int, str]]:
    for one in record.struck:
        if one.what == "search" and one.act in FALSE:
            yield from ((one.company, kind) for name, kind in KINDS.items() if name in one.subject)


def _open(stage: Stage) -> int:
    """How many are not at rest: not asked about, and not sent with their PDF."""
    counts: Counter[str] = Counter()
    for company in stage.remotes:
        with stage.container.store().read(company) as work:
            counts.update(work.deliveries.count(PROVIDER))
    return sum(counts[name] for name in UNSETTLED)
