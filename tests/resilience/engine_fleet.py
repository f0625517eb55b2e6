"""Engines as processes of their own; each tells of the jobs that it begins and ends."""

import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from sqlalchemy.engine import make_url
from trackifi_accounting.domain.background.jobs import Job, JobKind, JobQueue
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.ports.engine import Stopping
from trackifi_accounting_adapters.workers.dbos.engine import DbosEngine

from tests.resilience.rig.forks import forking

LONG = 90.0
HOLD = "hold"  # jobs of companies whose name begins so last until their process ends
LOOK = 0.02


def deliver(company: str) -> Job:
    return Job(kind=JobKind.DELIVER, company=CompanyId(company))


@dataclass(frozen=True, slots=True)
class Seen:
    """``what`` is ready, looked, began or ended; ``at`` is the machine's monotonic time."""

    slot: int
    what: str
    company: str
    at: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Plain values only: it travels to the process. ``due`` companies are due again whenever they were done."""

    url: str
    slot: int
    living: tuple[int, ...]
    due: tuple[str, ...] = ()
    submit: tuple[str, ...] = ()
    tick: int = 1
    threads: int = 4
    lasts: float = 0.05


def work(member: Member, told: Connection) -> None:
    """Work until the other end of ``told`` says stop, or the process is killed."""

    def tell(what: str, company: str = "") -> None:
        told.send(Seen(member.slot, what, company, time.monotonic()))

    def do(job: Job, stopping: Stopping) -> int:
        tell("began", job.company)
        while job.company.startswith(HOLD) and not stopping():
            time.sleep(LOOK)
        time.sleep(member.lasts)
        tell("ended", job.company)
        return 0

    def living() -> tuple[int, ...]:
        tell("looked")
        return member.living

    engine = DbosEngine(
        url=make_url(member.url),
        slot=member.slot,
        living=living,
        threads=dict.fromkeys(JobQueue, member.threads),
        pause=0.1,
        tick=member.tick,
    )
    engine.start(due=lambda: map(deliver, member.due), do=do)
    engine.submit(*map(deliver, member.submit))
    tell("ready")
    told.recv()
    engine.stop(patience=0)


class Fleet:
    """The processes of one test; whatever is left of them is killed at its end."""

    def __init__(self) -> None:
        self._context = forking()
        self._members: dict[int, tuple[BaseProcess, Connection]] = {}
        self.seen: list[Seen] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for slot in list(self._members):
            self.kill(slot)

    def start(self, member: Member) -> None:
        """Returns once it is ready."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=work, args=(member, theirs), daemon=True)
        process.start()
        theirs.close()
        self._members[member.slot] = process, ours
        self.until("ready", slot=member.slot)

    def kill(self, slot: int) -> None:
        """SIGKILL; what it told before is still heard."""
        process, ours = self._members[slot]
        process.kill()
        process.join()
        self._hear()
        del self._members[slot]
        ours.close()

    def stop(self, slot: int) -> None:
        process, ours = self._members[slot]
        ours.send("stop")
        process.join(LONG)
        self.kill(slot)

    def until(self, what: str, company: str = "", *, slot: int | None = None) -> Seen:
        """Wait until somebody, or the worker of ``slot``, has told of it."""
        end = time.monotonic() + LONG
        while time.monotonic() < end:
            self._hear()
            for one in self.seen:
                if (one.what, one.company) == (what, company) and slot in {None, one.slot}:
                    return one
            time.sleep(LOOK)
        raise AssertionError(f"nobody {what} {company}: {self.seen}")

    def until_several(self, what: str, number: int) -> None:
        """Wait until so many have told of it."""
        end = time.monotonic() + LONG
        while sum(one.what == what for one in self.seen) < number:
            assert time.monotonic() < end, self.seen
            self._hear()
            time.sleep(LOOK)

    def times(self, what: str, company: str = "") -> int:
        self._hear()
        return sum((one.what, one.company) == (what, company) for one in self.seen)

    def _hear(self) -> None:
        for _, ours in self._members.values():
            try:
                while ours.poll():
                    self.seen.append(ours.recv())
            except (EOFError, ConnectionError):
                continue
