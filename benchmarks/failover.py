"""A standby is promoted while invoices are sent: what it forgot is found; with synchronous commits that is nothing."""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from tests.resilience.middle.acts import Act
from tests.resilience.middle.life import Lived, live
from tests.resilience.middle.mixes import Mix
from tests.resilience.middle.record import Record
from tests.resilience.middle.standby import Pair, pair

NUMBER = 24
KINDS = {"asynchronous": False, "synchronous": True}
MIX = Mix(number=NUMBER, invoices={Act.ANSWER_LOST: 0.3, Act.LATE_1_MIN: 0.2}, files={Act.ANSWER_LOST: 0.2}, lag=60.0)
LIMIT = frozenset({"twice_by_us", "second_pdf_by_us"})
"""What an asynchronous standby may lead to: its server has forgotten what was sent. It must be told all the same."""
APART = 3.0  # seconds in which commits don't reach the standby
PATIENCE = 60.0  # seconds
LOOK = 0.05  # seconds


def main() -> int:
    """Print the counts; 1 when anything was lost, or kept silent, that must not be."""
    chosen = _parser().parse_args()
    console, wrong = Console(), []
    for kind, synchronous in KINDS.items():
        sums: Counter[str] = Counter()
        for seed in range(chosen.seed, chosen.seed + chosen.runs):
            lived = _run(seed, synchronous=synchronous)
            sums.update(lived.verdict.counts)
            allowed = frozenset() if synchronous else LIMIT
            wrong += [
                f"{kind}, seed {seed}: {what} {one}"
                for what, found in lived.verdict.faults.items()
                if what not in allowed
                for one in found
            ]
        console.print(_table(f"{kind}: {chosen.runs} fail-overs, {chosen.runs * NUMBER} invoices", sums))
    for line in wrong:
        console.print(line, highlight=False)
    return 1 if wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.failover", description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=20)
    return parser


def _run(seed: int, *, synchronous: bool) -> Lived:
    with pair(synchronous=synchronous) as servers, TemporaryDirectory(prefix="failover-") as folder:
        return live(
            Path(folder) / "run",
            MIX,
            seed=seed,
            database=servers.url,
            incident=lambda stage, _crew: _incident(servers, stage.middle.record),
        )


def _incident(servers: Pair, record: Record) -> list[str]:
    """A third is sent; then commits reach the standby no more, if they end at all; then the first server dies."""
    end = time.monotonic() + PATIENCE
    while len(record.carried) < NUMBER * 2 // 3 and time.monotonic() < end:
        time.sleep(LOOK)
    servers.hold_back()
    time.sleep(APART)
    servers.fail_over()
    return []


def _table(title: str, counts: Counter[str]) -> Table:
    table = Table(title=title)
    table.add_column("verdict")
    table.add_column("times", justify="right")
    for name, times in counts.items():
        table.add_row(name, str(times))
    return table


if __name__ == "__main__":
    sys.exit(main())
