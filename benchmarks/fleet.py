"""Several processes that share one budget, and what became of their calls."""

import json
import subprocess
import sys
import time
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.journal import Entry, Journal
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine


class Arrivals(Journal):
    """Notes when each request came, in seconds since 1970."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def add(self, entry: Entry) -> None:
        self.at.append(time.time())
        super().add(entry)


@dataclass(frozen=True, kw_only=True)
class Ran:
    """``calls`` are (company, asked, left), in the order in which they left; ``arrived`` is what the provider saw."""

    calls: list[tuple[str, float, float]]
    refused: list[str]
    arrived: list[float]
    statuses: Counter[int]
    cpu: float

    def busiest(self, times: list[float]) -> int:
        """The most of them that fall into any one second."""
        ordered = sorted(times)
        return max(bisect_right(ordered, at + 1 - 1e-9) - place for place, at in enumerate(ordered))

    @property
    def departures(self) -> list[float]:
        return [left for _, _, left in self.calls]

    def overtaken(self, company: str, *, by: str | None = None) -> list[int]:
        """For each call of the company, how many calls of others, or of that other one, left while it waited."""
        return [
            sum(1 for other, _, then in self.calls if other == (by or other) != company and asked < then < left)
            for whose, asked, left in self.calls
            if whose == company
        ]

    def shares(self, seconds: float) -> Counter[str]:
        """Calls by company, of those that left while every caller still called."""
        end = self.departures[0] + seconds
        return Counter(company for company, _, left in self.calls if left < end)


@dataclass(kw_only=True)
class Fleet:
    """``callers`` are shared out over the processes in turn; ``visits`` are all in the last one."""

    folder: Path
    callers: list[str]
    rate: float = 8.0
    slack: float = 0.05
    seconds: float = 60.0
    processes: int = 4
    visits: dict[str, float] = field(default_factory=dict)
    provider_limit: int = 0

    def run(self) -> Ran:
        database = f"sqlite:///{self.folder / 'fleet.db'}"
        engine = create_engine(database)
        migrate(engine)
        engine.dispose()
        with RunningSandbox() as sandbox:
            sandbox.state.journal = arrivals = Arrivals()
            sandbox.state.switches.rate_limit_per_second = self.provider_limit
            told = self._told(database, sandbox.url, sandbox.api_key)
            statuses = Counter(entry.status for entry in arrivals)
        calls = sorted(
            ((who, asked, left) for one in told for who, asked, left in one["calls"]), key=lambda call: call[2]
        )
        return Ran(
            calls=calls,
            refused=[code for one in told for code in one["refused"]],
            arrived=arrivals.at,
            statuses=statuses,
            cpu=sum(one["cpu"] for one in told),
        )

    def _told(self, database: str, sandbox: str, key: str) -> list[dict]:
        shared = {"database": database, "sandbox": sandbox, "key": key, "rate": self.rate, "slack": self.slack}
        children = []
        for place in range(self.processes):
            last = place == self.processes - 1
            own = {"callers": self.callers[place :: self.processes], "visits": self.visits if last else {}}
            work = json.dumps(shared | own | {"seconds": self.seconds})
            command = [sys.executable, "-m", "benchmarks.calling", work]
            children.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
        for child in children:
            child.stdout.readline()
        begin = time.time() + 0.2
        for child in children:
            child.stdin.write(f"{begin}\n")
            child.stdin.flush()
        return [json.loads(child.communicate()[0]) for child in children]
