"""Machines: worker processes with clocks and a life of their own, which are killed, stopped, suspended and restarted."""

import contextlib
import os
import random
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Self

from dependency_injector import providers
from trackifi_accounting_adapters.clock import InstallationClock
from trackifi_accounting_adapters.container import Container

from tests.resilience.middle.clocks import MachineClock, MeasuredTime, Shift
from tests.resilience.middle.dozing import Doze, DozingFences, DozingLimiter, Sleeper
from tests.resilience.rig.forks import forking
from tests.resilience.rig.place import Place
from tests.resilience.rig.tempo import WORKING
from tests.resilience.rig.workers import IDLE

STOPPED = "T"
WAKING = 0.7  # seconds
ASLEEP = (95.0, 1150.0, 1300.0, 1500.0)
"""Seconds of the rig's time that a machine sleeps: longer than a lost process is waited for, or than the window."""


class Sleep(StrEnum):
    """What a machine that did not run finds when it goes on."""

    STOP = "stopped, both clocks went on"
    SUSPEND = "suspended, its monotonic clock stood still"
    FREEZE = "frozen, both clocks stood still"


AWAKE = Doze()
SLEEPS = (Sleep.STOP, Sleep.SUSPEND, Sleep.SUSPEND)
"""On one computer; a guest that is frozen has a clock of its own afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Plain values only: it travels to the process. ``ahead`` is in seconds; so is ``joins``, after all began."""

    number: int
    ahead: float = 0.0
    joins: float = 0.0
    doze: Doze = AWAKE
    sleeps: tuple[Sleep, ...] = SLEEPS


def work(place: Place, machine: Machine, start: int, ready: Connection) -> None:
    """Do every job that is due, again and again, until the process is killed; a job that fails is tried again."""
    container = _container(place, machine, start)
    due, do = container.due_jobs(), container.do_job()
    ready.send_bytes(b"ready")
    while True:
        moved = 0
        with contextlib.suppress(Exception):
            for job in due():
                with contextlib.suppress(Exception):
                    moved += do(job, lambda: False)
        if not moved:
            time.sleep(IDLE)


def _container(place: Place, machine: Machine, start: int) -> Container:
    shift = Shift(file=shift_file(place, machine))
    time = MeasuredTime(place.pace, shift)
    clock = InstallationClock(machine=MachineClock(place.pace, shift), time=time)
    container = place.container(clock=clock, time=time)
    sleeper = Sleeper(f"{place.seed} {machine.number} {start}", slept_file(place, machine), place.pace)
    if machine.doze.before:
        limiter = container.limiter()
        container.limiter.override(providers.Object(DozingLimiter(limiter, sleeper, machine.doze.before)))
    if machine.doze.in_gap:
        fences = container.fences()
        container.fences.override(providers.Object(DozingFences(fences, sleeper, machine.doze.in_gap)))
    return container


def shift_file(place: Place, machine: Machine) -> Path:
    return place.folder / f"shift-{machine.number}"


def slept_file(place: Place, machine: Machine) -> Path:
    """When it fell asleep by itself; not there when somebody stopped it."""
    return place.folder / f"slept-{machine.number}"


@dataclass(slots=True, kw_only=True)
class _Running:
    machine: Machine
    shift: Shift
    process: BaseProcess
    ready: Connection
    wakes: float | None = None
    slept: float = 0.0

    @property
    def stopped(self) -> bool:
        with contextlib.suppress(OSError):
            return Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()[0] == STOPPED
        return False


class Machines:
    """All of them for the length of a ``with`` block; call ``tend`` often."""

    def __init__(
        self, place: Place, machines: tuple[Machine, ...], *, kill_every: float = 0.0, stop_every: float = 0.0
    ) -> None:
        self.counts: Counter[str] = Counter()
        self._place = place
        self._machines = machines
        self._chance = random.Random(place.seed)
        self._context = forking()
        self._running: list[_Running] = []
        self._starts: Counter[int] = Counter()
        self._kill_every, self._stop_every = kill_every, stop_every
        self._next_kill = self._next_stop = 0.0
        self.lock = Lock()
        self._awake = -WAKING
        self._began = 0.0

    def __enter__(self) -> Self:
        self._join(0.0)
        for one in self._running:
            assert one.ready.poll(60), "a machine did not start"
        self.begin()
        return self

    def begin(self) -> None:
        """From now on count the time until the next one joins, is killed or stopped."""
        self._next_kill = time.monotonic() + self._kill_every
        self._next_stop = time.monotonic() + self._stop_every
        self._began = self._place.pace.seconds()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._running:
            _end(one)

    @property
    def waking(self) -> bool:
        """Whether one just woke: what it does first is to be done at a speed that it can keep up with."""
        return time.monotonic() < self._awake + WAKING

    @property
    def any_asleep(self) -> bool:
        return any(one.wakes is not None for one in self._running)

    def tend(self, *, rough: bool = True) -> None:
        """Let those go on that have slept long enough; with ``rough`` kill and stop some as they are due."""
        self._join(self._place.pace.seconds() - self._began)
        for one in self._running:
            self._wake(one)
        now = time.monotonic()
        if rough and self._kill_every and now >= self._next_kill:
            self._next_kill = now + self._kill_every
            self._kill(self._chance.randrange(len(self._running)))
        if rough and self._stop_every and now >= self._next_stop:
            self._next_stop = now + self._stop_every
            chosen = self._chance.choice(self._running)
            if chosen.wakes is None and chosen.process.pid:
                os.kill(chosen.process.pid, signal.SIGSTOP)

    @contextmanager
    def halted(self) -> Iterator[None]:
        """Kill all of them at once, and start them again afterwards; whoever tends them waits for ``lock``."""
        with self.lock:
            for one in self._running:
                _end(one)
            self.counts["killed"] += len(self._running)
            yield
            self._running = [self._start(one.machine, one.shift) for one in self._running]

    def _join(self, passed: float) -> None:
        for machine in [one for one in self._machines if one.joins <= passed and not self._starts[one.number]]:
            shift = Shift.write(shift_file(self._place, machine), ahead=machine.ahead)
            self._running.append(self._start(machine, shift))

    def _wake(self, one: _Running) -> None:
        now = self._place.pace.seconds()
        if one.wakes is None and one.stopped:
            # One is always awake: it is to take over what the others have begun.
            last = sum(other.wakes is None for other in self._running) < 2
            one.slept, one.wakes = self._since(one, now), now + (0.0 if last else self._chance.choice(ASLEEP))
        elif one.wakes is not None and now >= one.wakes:
            sleep = self._chance.choice(one.machine.sleeps)
            self.counts[sleep.value] += 1
            if sleep is not Sleep.STOP:
                one.shift.slept(now - one.slept, wall_too=sleep is Sleep.FREEZE)
            one.wakes = None
            self._awake = time.monotonic()
            self._place.pace.become(WORKING)
            if one.process.pid:
                os.kill(one.process.pid, signal.SIGCONT)

    def _since(self, one: _Running, now: float) -> float:
        file = slept_file(self._place, one.machine)
        if not file.exists():
            return now
        since = float(file.read_text())
        file.unlink()
        return since

    def _kill(self, at: int) -> None:
        one = self._running[at]
        if one.wakes is not None or not one.ready.poll():
            return
        _end(one)
        self.counts["killed"] += 1
        self._running[at] = self._start(one.machine, one.shift)

    def _start(self, machine: Machine, shift: Shift) -> _Running:
        here, there = self._context.Pipe(duplex=False)
        self._starts[machine.number] += 1
        arguments = (self._place, machine, self._starts[machine.number], there)
        process = self._context.Process(target=work, args=arguments, daemon=True)
        process.start()
        there.close()
        return _Running(machine=machine, shift=shift, process=process, ready=here)


def _end(one: _Running) -> None:
    one.process.kill()
    one.process.join()
    one.ready.close()
