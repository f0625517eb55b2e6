"""One run from its seed to its findings."""

from collections.abc import Callable
from dataclasses import dataclass

from trackifi_accounting.domain.remote import Capability
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.use_cases.jobs.work_due import WorkDue
from trackifi_accounting.use_cases.reading_back.refresh_due import RefreshDue

from tests.simulation.chance import MOST_LATE, Swarm, drawn
from tests.simulation.checkers import Checkers, Finding
from tests.simulation.engine import Process
from tests.simulation.others import Others
from tests.simulation.people import People
from tests.simulation.town import KINDS, PARTIES, Tenant, Town

ACTIVE = 4 * 3600.0  # seconds in which people act
QUIET = 30 * 3600.0  # seconds until everything must have come to rest
TENANTS, INVOICES = 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What a run showed. ``lives`` counts invoices that were asked for, ``asked`` those a person was asked about."""

    seed: int
    digest: str
    lives: int
    asked: int
    late_doubles: int
    findings: tuple[Finding, ...]
    lines: tuple[str, ...]


def live(
    seed: int,
    *,
    profile: dict[str, float] | None = None,
    latest: float = MOST_LATE,
    invoices: int = INVOICES,
    keep: bool = False,
) -> Life:
    """Run one seed. ``profile`` fixes rates; ``latest`` is how late, in seconds, a request may take effect."""
    swarm = drawn(seed, profile=profile)
    town = Town(seed, swarm, tenants=TENANTS, invoices=invoices, latest=latest, keep=keep)
    checkers = Checkers(town)
    people = People(town, checkers)
    others = Others(town, people, checkers)
    begin(town)
    _plan(town, people, others, swarm)
    for tenant in town.tenants:
        tenant.books.calm = False
    town.engine.run(ACTIVE)
    calm(town, people)
    town.engine.run(ACTIVE + QUIET)
    checkers.take_stock()
    return Life(
        seed=seed,
        digest=town.trace.digest,
        lives=len(checkers.pressed),
        asked=len(checkers.asked),
        late_doubles=checkers.late_doubles,
        findings=tuple(checkers.findings),
        lines=tuple(town.trace.lines or ()),
    )


def _plan(town: Town, people: People, others: Others, swarm: Swarm) -> None:
    """Spread everybody's acts over the time in which people act."""
    engine, draw = town.engine, town.draw
    on_tenant: dict[str, Callable[[Tenant], None]] = {
        "again": people.press_asked,
        "answered": people.answer,
        "synced": people.sync,
        "disabled": people.disable,
        "exchanged": people.exchange,
        "foreign_key": people.give_foreign_key,
        "revoked": people.lose_key,
        "removed": others.remove,
        "approved": others.approve,
        "edited_there": others.alter,
        "deleted": others.delete,
        "rights": others.withdraw,
        "documents_off": others.turn_documents_off,
        "partner_gone": others.lose_partner,
        "outage": others.go_down,
        "blinded": others.blind,
        "limiter_down": others.lose_limiter,
        "clock_back": others.set_clock_back,
        "clock_on": others.set_clock_on,
        "restored": others.restore,
    }
    for tenant in town.tenants:
        for invoice in tenant.invoices:
            at = draw() * ACTIVE * 0.8
            press = people.press_twice if draw() < swarm.double else people.press
            engine.at(at, lambda press=press, t=tenant, i=invoice: press(t, i))  # type: ignore[misc]
            for rate, act in (
                (swarm.again, people.press),
                (swarm.by_hand, others.type_in),
                (swarm.edited_here, people.edit),
                (swarm.retry_pdf, people.retry_pdf),
            ):
                if draw() < rate:
                    near = max(0.0, at + (draw() - 0.3) * 600)
                    engine.at(near, lambda act=act, t=tenant, i=invoice: act(t, i))  # type: ignore[misc]
        for name, act_on in on_tenant.items():
            for _ in range(6):
                if draw() < getattr(swarm, name):
                    engine.at(draw() * ACTIVE, lambda act=act_on, t=tenant: act(t))  # type: ignore[misc]
    engine.at(draw() * ACTIVE * 0.5, others.back_up)


def begin(town: Town) -> None:
    """Start the processes, and start each anew that dies."""
    town.starting = lambda process: _start(town, process)
    town.engine.on_death = lambda process: _restart(town, process)
    town.start()


def calm(town: Town, people: People) -> None:
    """Everything is well again, and people put right what only they can."""
    town.engine.swarm = Swarm()
    town.limiter.down = False
    town.clock.ahead = 0.0
    for tenant in town.tenants:
        books = tenant.books
        books.calm, books.down_after, books.documents, books.blind = True, None, True, False
        books.granted = frozenset(Capability)
        for kind in KINDS:
            for of in PARTIES:
                town.add_partner(tenant, kind, of)
        key = town.new_key(tenant)
        town.engine.at(3 * 3600, lambda t=tenant, k=key: people.mend(t, k))  # type: ignore[misc]
        town.engine.at(4 * 3600, lambda t=tenant: people.press_asked(t))  # type: ignore[misc]


def _start(town: Town, process: Process) -> None:
    """A worker's loop; the web process has tasks only while somebody asks for something."""
    if process.name == "web":
        return
    program = town.program()
    work, refresh = program(WorkDue), program(RefreshDue)

    def loop() -> None:
        while True:
            for turn in (work, refresh):
                try:
                    turn()
                except AccountingError as error:
                    town.trace.note(f"{process.name} told {error.code}")
            town.engine.sleep(_pause(town))

    town.engine.spawn(process, loop)


def _pause(town: Town) -> float:
    due = town.store.next_due()
    longest = 3600.0 if town.engine.elapsed > ACTIVE else 60.0
    wait = longest if due is None else due - town.clock.now().timestamp()
    return min(max(wait, 10.0), longest)


def _restart(town: Town, process: Process) -> None:
    if not town.down:
        town.engine.at(1 + town.draw() * 30, lambda: town.down or process.tasks or _start(town, process))
