"""Virtual time, and tasks that take turns at the points where a program meets the world."""

import heapq
from collections.abc import Callable
from itertools import count

from greenlet import getcurrent, greenlet
from trackifi_accounting.errors import AccountingError

from tests.simulation.chance import Swarm, source_of
from tests.simulation.sim_clock import SimClock
from tests.simulation.sim_machines import Machine
from tests.simulation.trace import Trace

SLEEPS = (0.5, 5.0, 40.0, 300.0, 1200.0)  # seconds that a machine is suspended
STALLS = (3.0, 11.0, 100.0, 1200.0)  # seconds: within the permission, past it, past LOST, past the window


class Killed(BaseException):
    """The process ends here; nothing in it runs any more."""


class Process:
    """A process with its tasks, on a machine; ``deaths`` counts how often it ended."""

    def __init__(self, name: str, machine: Machine | None = None) -> None:
        self.name = name
        self.machine = machine or Machine()
        self.tasks: dict[int, Task] = {}
        self.deaths = 0


class Task:
    """One act of a process.

    ``asked`` is when its last fence asked the database, in seconds of true time, ``stood`` whether
    the attempt stood then, ``budget`` whether calls were granted, ``key`` the generation of the key in use, None where
    none was; ``slipped`` says that the machine slept between that and the first byte.
    """

    def __init__(self, process: Process, number: int, run: Callable[["Task"], None], hub: greenlet) -> None:
        self.asked = 0.0
        self.slipped = False
        self.stood = self.budget = False
        self.key: int | None = None
        self.process = process
        self.number = number
        self.killed = False
        self.greenlet = greenlet(lambda: run(self), parent=hub)
        process.tasks[number] = self


class Engine:
    """Runs one task at a time; who goes on, who stalls and who dies is drawn from the seed.

    ``steps`` counts the points that were passed.
    """

    def __init__(self, *, seed: int, swarm: Swarm, trace: Trace, clock: SimClock) -> None:
        self.clock = clock
        self.trace = trace
        self.swarm = swarm
        self.current: Task | None = None
        self.steps = 0
        self.crashes: list[tuple[str, Exception]] = []
        self.on_death: Callable[[Process], None] = lambda _process: None
        self._random = source_of(seed, "engine").random
        self._ready: list[Task] = []
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()
        self._hub = getcurrent()
        clock.sleeping = self.sleep

    @property
    def elapsed(self) -> float:
        """Seconds of true time since the beginning."""
        return self.clock.elapsed

    def at(self, delay: float, act: Callable[[], None]) -> None:
        """Let something happen in the world, whatever becomes of the task that caused it."""
        heapq.heappush(self._events, (self.elapsed + delay, next(self._numbers), act))

    def spawn(self, process: Process, act: Callable[[], object]) -> None:
        """Begin a task."""

        def run(task: Task) -> None:
            try:
                act()
            except Killed:
                pass
            except AccountingError as error:
                self.trace.note(f"{process.name} told {error.code}")
            except Exception as error:  # noqa: BLE001 - any other end of a task is what the run looks for
                self.crashes.append((process.name, error))
            process.tasks.pop(task.number, None)

        self._ready.append(Task(process, next(self._numbers), run, self._hub))

    def point(self, name: str) -> None:
        """A meeting with the world: the process may die here, wait, or let others go first."""
        task = self.current
        if task is None:
            return
        if task.killed:
            raise Killed
        self.steps += 1
        self.trace.note(f"{self.elapsed:.1f} {task.process.name} {name}")
        draw, rates = self._random(), self.swarm
        if draw < rates.crash:
            self.die()
        elif draw < rates.crash + rates.stall:
            self.sleep(STALLS[int(self._random() * len(STALLS))])
        elif draw < rates.crash + rates.stall + rates.switch:
            self._ready.append(task)
            self._leave(task)
        elif draw < rates.crash + rates.stall + rates.switch + rates.suspended:
            self.suspend(SLEEPS[int(self._random() * len(SLEEPS))])

    def suspend(self, seconds: float) -> None:
        """Let the machine of the present task stand still, with all that runs on it."""
        assert self.current is not None
        task, machine = self.current, self.current.process.machine
        machine.fall_asleep(seconds, now=self.elapsed)
        self.trace.note(f"{machine.name} sleeps until {machine.asleep_until:.1f}")
        self._ready.append(task)
        self._leave(task)

    def freezes(self) -> bool:
        """Whether the machine of the present task stands still at this moment."""
        return self.current is not None and self.swarm.frozen > 0 and self._random() < self.swarm.frozen

    def brink(self, name: str) -> None:
        """A point where a process may die but can't wait: a transaction is open, or a request on its way."""
        task = self.current
        if task is not None and self._random() < self.swarm.crash:
            self.trace.note(f"{task.process.name} dies {name}")
            self.die()

    def die(self) -> None:
        """End the process of the present task."""
        assert self.current is not None
        process = self.current.process
        self.at(0, lambda: self.kill(process))
        for task in process.tasks.values():
            task.killed = True
        raise Killed

    def kill(self, process: Process) -> None:
        """End a process with all its tasks; called from outside of them."""
        self.trace.note(f"{process.name} ends")
        process.deaths += 1
        for task in list(process.tasks.values()):
            task.killed = True
            if task.greenlet:
                self._switch(task, Killed)
        process.tasks.clear()
        self.on_death(process)

    def sleep(self, seconds: float) -> None:
        """Let time pass for the present task; outside of tasks it passes for everybody."""
        task = self.current
        if task is None:
            self.clock.pass_on(seconds)
            return

        def wake() -> None:
            if not task.greenlet.dead:
                self._ready.append(task)

        self.at(max(0.0, seconds), wake)
        self._leave(task)

    def run(self, until: float) -> None:
        """Go on to this second of true time."""
        while self._ready or (self._events and self._events[0][0] <= until):
            if self._ready:
                task = self._ready.pop(int(self._random() * len(self._ready)))
                if task.process.machine.asleep_until > self.elapsed:
                    self._wake_with(task.process.machine, task)
                else:
                    self._switch(task)
            else:
                time, _, act = heapq.heappop(self._events)
                self.clock.pass_on(max(0.0, time - self.elapsed))
                act()
        self.clock.pass_on(max(0.0, until - self.elapsed))

    def _wake_with(self, machine: Machine, task: Task) -> None:
        self.at(machine.asleep_until - self.elapsed, lambda: self._ready.append(task))

    def _leave(self, task: Task) -> None:
        self._hub.switch()
        if task.killed:
            raise Killed

    def _switch(self, task: Task, end: type[BaseException] | None = None) -> None:
        if task.greenlet.dead:
            return
        self.current = task
        if end:
            task.greenlet.throw(end)
        else:
            task.greenlet.switch()
        self.current = None
