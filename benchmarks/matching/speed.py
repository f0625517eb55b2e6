"""Time and memory of one size, in a process of its own so that memory is only its own."""

import gc
import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from time import process_time
from typing import TypeVar

from trackifi_accounting.domain.matching.names.names import parse
from trackifi_accounting.domain.matching.names.text import plain
from trackifi_accounting.domain.matching.parsed_records import read
from trackifi_accounting.domain.matching.rules.cascade import EQUALITIES, suggest

from benchmarks.matching.generated import registers
from benchmarks.matching.peers import all_pairs

T = TypeVar("T")
_SMALL = 10_000
_MEASURED = 2_000  # rows compared for the floor at large sizes; the rest is the same work over again


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Seconds of processor time, megabytes; the floor is every pair by one ratio, scaled up where it was cut short."""

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
    sides = (data.partners, data.customers)
    everything, found = _timed(lambda: list(suggest(data.partners, data.customers)))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    certain, parsing, alone = _best(
        7 if size <= _SMALL else 3,
        lambda: list(suggest(data.partners, data.customers, rules=EQUALITIES)),
        lambda: [read(record) for side in sides for record in side],
        lambda: [parse(record.name) for side in sides for record in side],
    )
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


def _best(rounds: int, *works: Callable[[], object]) -> list[float]:
    """The least of several runs of each, in turns: what the work takes when nothing else disturbs it."""
    runs = [[_timed(work)[0] for work in works] for _ in range(rounds)]
    return [min(run[at] for run in runs) for at in range(len(works))]


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    """Processor time; each work starts as in a process of its own: no word remembered, no earlier record to collect."""
    plain.cache_clear()
    gc.collect()
    gc.freeze()
    start = process_time()
    result = work()
    spent = process_time() - start
    gc.unfreeze()
    return spent, result


if __name__ == "__main__":
    print(json.dumps(asdict(_measure(int(sys.argv[1])))))
