"""The adversarial middle for as long as one likes: every mix of faults in turn, each run with a seed of its own."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.databases import KINDS, databases
from tests.resilience.middle.life import Lived, live
from tests.resilience.middle.mixes import MIXES, Mix


@dataclass(slots=True)
class Sums:
    """Of all runs so far."""

    runs: Counter[str] = field(default_factory=Counter)
    invoices: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    verdicts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, name: str, mix: Mix, seed: int, lived: Lived) -> None:
        self.runs[name] += 1
        self.invoices += mix.number
        self.faults.update(lived.record.counts)
        self.faults.update(lived.machines)
        self.faults.update({"number typed by a person": lived.typed, "number of last year": mix.restarted})
        self.verdicts.update(lived.verdict.counts)
        self.wrong += [f"{name}, seed {seed}: {what} {one}" for what, all_ in lived.faults(mix).items() for one in all_]


def main() -> int:
    """Print the counts; 1 when anything was seen that must never be."""
    chosen = _parser().parse_args()
    sums, console = Sums(), Console()
    with databases(chosen.database) as fresh:
        for name, mix, seed in _leases(chosen):
            with TemporaryDirectory(prefix="nemesis-") as folder:
                lived = live(Path(folder) / "run", mix, seed=seed, database=fresh(), naive=chosen.naive)
            sums.add(name, mix, seed, lived)
            _tell(console, name, mix, seed, lived, trace=chosen.trace)
    title = f"{sum(sums.runs.values())} runs, {sums.invoices} invoices, {chosen.database}, seeds from {chosen.seed}"
    for table in tables(title, sums):
        console.print(table)
    for line in sums.wrong:
        console.print(line, highlight=False)
    return 1 if sums.wrong else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nemesis", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0, help="no run is begun after them")
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--mix", action="append", choices=sorted(MIXES), help="only these (all)")
    parser.add_argument("--runs", type=int, default=0, help="at the most so many (no end)")
    parser.add_argument("--naive", action="store_true", help="send again whatever got no answer: it has to fail")
    parser.add_argument("--trace", action="store_true", help="each fault of the middle on a line")
    return parser


def _leases(chosen: argparse.Namespace) -> Iterator[tuple[str, Mix, int]]:
    elsewhere = "file_only" if chosen.database == "postgresql" else "server_only"
    names = [name for name in chosen.mix or MIXES if not getattr(MIXES[name], elsewhere)]
    end, turn = time.monotonic() + 60 * chosen.minutes, 0
    while time.monotonic() < end and (not chosen.runs or turn < chosen.runs):
        name = names[turn % len(names)]
        yield name, MIXES[name], chosen.seed + turn // len(names)
        turn += 1


def _tell(console: Console, name: str, mix: Mix, seed: int, lived: Lived, *, trace: bool) -> None:
    wrong = {what: len(found) for what, found in lived.faults(mix).items()}
    struck = sum(lived.record.counts.values())
    console.print(f"{name}, seed {seed}: {lived.seconds:.0f} s, {struck} faults, {wrong or 'nothing wrong'}")
    for line in lived.trace() if trace else ():
        console.print(line, highlight=False)


def tables(title: str, sums: Sums) -> Iterator[Table]:
    """What happened, and what was seen of it."""
    yield _table(title, "what happened", sums.faults)
    yield _table("What was seen", "verdict", sums.verdicts)


def _table(title: str, what: str, rows: Mapping[str, int]) -> Table:
    table = Table(title=title)
    table.add_column(what)
    table.add_column("times", justify="right")
    for name, times in rows.items():
        table.add_row(name, str(times))
    return table


if __name__ == "__main__":
    sys.exit(main())
