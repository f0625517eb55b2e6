"""Time and memory of one size, in a process of its own so that memory is only its own."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import perf_counter
from typing import TypeVar

from trackifi_accounting.domain.matching.cascade import EQUALITIES, suggest
from trackifi_accounting.domain.matching.entries import read
from trackifi_accounting.domain.matching.names import parse

from benchmarks.matching.generated import registers
from benchmarks.matching.peers import all_pairs

T = TypeVar("T")
_MEASURED = 2_000  # rows compared for the floor at large sizes; the rest is the same work over again


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Seconds and megabytes; the floor is every pair by one ratio on one core, scaled up where it was cut short."""

    size: int
    names: float
    parsing: float
    certain: float
    everything: float
    megabytes: float
    floor: float
    floor_how: str
    right: int
    suggested: int
    matches: int


def measured(size: int) -> Speed:
    """Measure in a child process."""
    child = [sys.executable, "-m", "benchmarks.matching.speed", str(size)]
    answer = subprocess.run(child, check=True, capture_output=True, text=True)
    return Speed(**json.loads(answer.stdout))


def _measure(size: int) -> Speed:
    data = registers(size)
    certain, _ = _timed(lambda: list(suggest(data.partners, data.customers, rules=EQUALITIES)))
    everything, found = _timed(lambda: list(suggest(data.partners, data.customers)))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    parsing, _ = _timed(lambda: [read(record) for side in (data.partners, data.customers) for record in side])
    alone, _ = _timed(lambda: [parse(record.name) for side in (data.partners, data.customers) for record in side])
    names = [record.name for record in data.customers]
    rows = [record.name for record in data.partners[:_MEASURED]]
    floor, how = _timed(lambda: all_pairs(rows, names))
    return Speed(
        size=size,
        names=alone,
        parsing=parsing,
        certain=certain,
        everything=everything,
        megabytes=megabytes,
        floor=floor * size / len(rows),
        floor_how=how,
        right=sum(data.truth.get(pair.left_id) == pair.right_id for pair in found),
        suggested=len(found),
        matches=len(data.truth),
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    start = perf_counter()
    result = work()
    return perf_counter() - start, result


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(int(sys.argv[1])))))
