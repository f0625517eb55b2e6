"""The simulation for long: `python -m benchmarks.simulation --lives 100000`; one seed; or the mutants."""

import argparse
import gc
import sys
import time
from collections import Counter

from rich.console import Console
from rich.table import Table

from tests.simulation.corpus import PROFILES
from tests.simulation.life import Life, live

FIRST = 1_000_000
RARELY = 100_000  # objects made until the youngest are looked through


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.simulation", description=__doc__)
    parser.add_argument("--lives", type=int, default=10_000, help="invoices to be lived, at least")
    parser.add_argument("--first", type=int, default=FIRST, help="the first seed")
    parser.add_argument("--seed", type=int, help="live this one seed only")
    parser.add_argument("--profile", choices=sorted(PROFILES), default="all", help="rates that are fixed")
    parser.add_argument("--trace", action="store_true", help="with --seed: print what happened, step by step")
    parser.add_argument("--mutants", action="store_true", help="break each safety rule in turn")
    options = parser.parse_args()
    if options.mutants:
        from benchmarks.mutants import run  # noqa: PLC0415 - loads the core anew for each of them

        return run()
    if options.seed is not None:
        return _one(live(options.seed, profile=PROFILES[options.profile], keep=options.trace))
    return _many(options.first, options.lives, PROFILES[options.profile])


def _one(life: Life) -> int:
    for line in life.lines:
        print(line)
    print(f"seed {life.seed}: {life.lives} lives, trace {life.digest}, {len(life.findings)} violations")
    for finding in life.findings:
        print(f"  {finding.checker}: {finding.text}")
    return bool(life.findings)


def _many(first: int, wanted: int, profile: dict[str, float]) -> int:
    runs: list[Life] = []
    gc.freeze()  # what is loaded stays: to look through it again and again takes time, and finds nothing
    gc.set_threshold(RARELY)
    began, seed, lives = time.process_time(), first, 0
    while lives < wanted:
        runs.append(live(seed, profile=profile))
        lives += runs[-1].lives
        seed += 1
    seconds = time.process_time() - began
    table = Table("figure", "value", title="Simulation, one process")
    for name, value in (
        ("runs, first seed", f"{len(runs)}, {first}"),
        ("lives", f"{lives}"),
        ("lives per second of one core", f"{lives / seconds:.0f}"),
        ("steps of a life", f"{sum(run.steps for run in runs) / lives:.0f}"),
        ("persons asked, per 1,000", f"{1000 * sum(run.asked for run in runs) / lives:.1f}"),
        ("batches, look-ups for many", f"{sum(run.batches for run in runs)}, {sum(run.searches for run in runs)}"),
        ("booked too late beside another", f"{sum(run.late_doubles for run in runs)}"),
        ("made twice by a box in the middle", f"{sum(run.replayed for run in runs)}"),
        ("unknown invoices told of at the end", f"{sum(run.reported for run in runs)}"),
        ("violations", f"{sum(len(run.findings) for run in runs)}"),
    ):
        table.add_row(name, value)
    Console().print(table)
    for checker, count in Counter(one.checker for run in runs for one in run.findings).items():
        seeds = [run.seed for run in runs if checker in {one.checker for one in run.findings}]
        print(f"{checker}: {count}, seeds {seeds[:10]}")
    return any(run.findings for run in runs)


if __name__ == "__main__":
    sys.exit(main())
