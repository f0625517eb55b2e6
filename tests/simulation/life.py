"""One run from its seed to its findings."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from trackifi_accounting.domain.activation.access import Capability
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.use_cases.background.do_job import DoJob
from trackifi_accounting.use_cases.background.due_jobs import DueJobs
from trackifi_accounting.use_cases.background.work_due import WorkDue
from trackifi_accounting.use_cases.invoices.send_invoice import SendInvoice
from trackifi_accounting.use_cases.reconciliation.read_back_due import RefreshDue

from tests.simulation.bulk_people import BulkPeople
from tests.simulation.chance import Swarm, drawn
from tests.simulation.checkers import Checkers, Finding
from tests.simulation.engine import Process
from tests.simulation.mishaps import Mishaps
from tests.simulation.others import Others
from tests.simulation.people import People
from tests.simulation.plan import ACTIVE, Plan
from tests.simulation.tenants import KINDS, PARTIES
from tests.simulation.town import Town

QUIET = 30 * 3600.0  # seconds until everything must have come to rest
AWAKE = 60.0  # seconds in which all processes have begun anew
WELL = 3 * 3600.0  # seconds until people have put right what only they can
TENANTS, INVOICES, MANY_INVOICES = 2, 12, 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a run showed. ``replayed`` are second invoices that a box in the middle has made. ``lives`` counts invoices that were asked for, ``asked`` those a person was asked about.

    ``late_doubles`` are second invoices by a request that took longer than the window is made for, ``reported`` ours
    that no delivery knows and that the sweep tells of, ``searches`` look-ups for many at once, ``steps`` meetings of
    programs with the world.
    """

    seed: int
    digest: str
    lives: int
    asked: int
    late_doubles: int
    replayed: int
    reported: int
    batches: int
    searches: int
    steps: int
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]


def live(
    seed: int,
    *,
    profile: dict[str, float] | None = None,
    keep: bool = False,
) -> Life:
    """Run one seed. ``profile`` fixes rates."""
    swarm = drawn(seed, profile=profile)
    town = Town(seed, swarm, tenants=TENANTS, invoices=MANY_INVOICES if swarm.bulk else INVOICES, keep=keep)
    checkers = Checkers(town)
    people = People(town, checkers)
    bulk = BulkPeople(town, checkers, people)
    begin(town)
    Plan(town, people, Others(town, people, checkers), bulk).make()
    Mishaps(town, checkers).plan()
    for tenant in town.tenants:
        tenant.books.calm = False
    town.engine.run(ACTIVE)
    calm(town, people, bulk)
    patience = town.clock.furthest if town.swarm.swept else 0.0  # what is due by a wrong clock is due so much later
    town.engine.run(ACTIVE + QUIET + patience)
    checkers.take_stock()
    return _told(town, checkers)


def _told(town: Town, checkers: Checkers) -> Life:
    return Life(
        seed=town.seed,
        digest=town.trace.digest,
        lives=len(checkers.pressed),
        asked=len(checkers.asked),
        late_doubles=checkers.late_doubles,
        replayed=checkers.replayed,
        reported=checkers.watch.reported,
        batches=len(checkers.said.batches),
        searches=sum(tenant.books.calls["find_all"] for tenant in town.tenants),
        steps=town.engine.steps,
        findings=tuple(checkers.findings),
        lines=tuple(town.trace.lines or ()),
    )


def begin(town: Town) -> None:
    """Start the processes, and start each anew that dies."""
    town.starting = lambda process: _start(town, process)
    town.engine.on_death = lambda process: _restart(town, process)
    town.start()


def calm(town: Town, people: People, bulk: BulkPeople) -> None:
    """Everything is well again, and people put right what only they can."""
    town.well = town.engine.elapsed + WELL
    town.engine.swarm = Swarm()
    town.limiter.down = False
    town.store.held.clear()
    town.store.lagging = None  # a standby that was to take over at the next intent
    for machine in town.machines:
        machine.drift = 0.0
        machine.set_clock(ahead=0.0, now=town.engine.elapsed)
    people.use(SendInvoice)  # whoever died is there again when the clock is put right, and sees it
    _put_clock_right(town, after=AWAKE if town.jobs else 0.0)
    for tenant in town.tenants:
        books = tenant.books
        books.calm, books.down_after, books.documents, books.blind = True, None, True, False
        books.granted = frozenset(Capability)
        for kind in KINDS:
            for of in PARTIES:
                town.add_partner(tenant, kind, of)
        key = town.new_key(tenant)
        # The key made last; a former one may be exchanged meanwhile.
        town.engine.at(WELL, lambda t=tenant, k=key: people.mend(t, t.key if town.jobs else k))  # type: ignore[misc]
        town.engine.at(WELL, lambda t=tenant: bulk.resume_all(t))  # type: ignore[misc]
        town.engine.at(4 * 3600, lambda t=tenant: people.press_asked(t))  # type: ignore[misc]


def _put_clock_right(town: Town, *, after: float) -> None:
    if after:
        town.engine.at(after, lambda: _put_clock_right(town, after=0.0))
    else:
        town.clock.ahead = 0.0


def _start(town: Town, process: Process) -> None:
    """A worker's loop; the web process has tasks only while somebody asks for something."""
    if process.name == "web":
        return
    turns = _leases(town, process)

    def loop() -> None:
        while True:
            for turn in turns():
                try:
                    turn()
                except AccountingError as error:
                    town.trace.note(f"{process.name} told {error.code}")
            town.engine.sleep(_pause(town))

    town.engine.spawn(process, loop)


def _leases(town: Town, process: Process) -> Callable[[], Iterable[Callable[[], object]]]:
    """What a worker does each time that it wakes."""
    program = town.program(process)
    if not town.jobs:
        both = (program(WorkDue), program(RefreshDue))
        return lambda: both
    due, do = program(DueJobs), program(DoJob)

    def told_to_end() -> bool:
        return town.draw() < town.engine.swarm.told_to_end

    return lambda: [partial(do, job, told_to_end) for job in due()]


def _pause(town: Town) -> float:
    due = town.store.next_due()
    longest = 3600.0 if town.engine.elapsed > ACTIVE else 150.0 if town.jobs else 60.0
    wait = longest if due is None else due - town.clock.now().timestamp()
    return min(max(wait, 10.0), longest)


def _restart(town: Town, process: Process) -> None:
    if not town.down:
        town.engine.at(1 + town.draw() * 30, lambda: town.down or process.tasks or _start(town, process))
