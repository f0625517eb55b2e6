"""The long run: many invoices through a faulty provider while workers are killed, beside sending without look-ups."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from benchmarks.databases import KINDS, databases
from benchmarks.nemesis import Sums, tables
from tests.resilience.middle.life import live
from tests.resilience.middle.mixes import MIXES
from tests.resilience.rig.run import Ran, run

MEDDLED = 100
"""Of so many invoices a person types the number of one, and another one's was used last year."""
PATIENCE = 240.0  # seconds, and one more for each invoice
NAIVE = 200
"""Invoices of the run without look-ups; it only has to fail."""


def main() -> int:
    """Print the figures; 1 when one invoice is missing, doubled or not what was sent."""
    chosen = _parser().parse_args()
    if chosen.middle:
        return _with_middle(chosen)
    with TemporaryDirectory(prefix="soak-") as folder, databases(chosen.database) as fresh:
        ours = _run(Path(folder) / "ours", chosen.invoices, chosen.workers, chosen.seed, fresh(), naive=False)
    with TemporaryDirectory(prefix="soak-") as folder:
        naive = _run(Path(folder) / "naive", min(NAIVE, chosen.invoices), 1, chosen.seed, "", naive=True)
    _show(chosen, ours, naive)
    return 0 if not ours.verdict.faults and not ours.left and naive.verdict.twice else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--invoices", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--middle", action="store_true", help="the adversarial middle between plugin and provider")
    return parser


def _with_middle(chosen: argparse.Namespace) -> int:
    number = chosen.invoices
    mix = replace(MIXES["all"], number=number, typing=number // MEDDLED, restarted=number // MEDDLED)
    with (
        databases(chosen.database) as fresh,
        TemporaryDirectory(prefix="soak-") as folder,
        Progress(console=Console(stderr=True)) as progress,
    ):
        bar = progress.add_task("sending", total=number)

        def told(done: int, kills: int) -> None:
            progress.update(bar, completed=done, description=f"sending, {kills} kills")

        patience = PATIENCE + number
        lived = live(Path(folder), mix, seed=chosen.seed, database=fresh(), patience=patience, told=told)
    sums = Sums()
    sums.add("soak", mix, chosen.seed, lived)
    for table in tables(f"{number} invoices, {lived.seconds:.0f} s, {chosen.database}, seed {chosen.seed}", sums):
        Console().print(table)
    for line in sums.wrong:
        Console().print(line, highlight=False)
    return 1 if sums.wrong else 0


def _run(folder: Path, number: int, workers: int, seed: int, url: str, *, naive: bool) -> Ran:
    with Progress(console=Console(stderr=True)) as progress:
        bar = progress.add_task("without look-ups" if naive else "sending", total=number)

        def told(waiting: int, kills: int) -> None:
            progress.update(bar, completed=max(0, number - waiting), description=f"sending, {kills} kills")

        patience = 120.0 + number
        return run(
            folder, number=number, workers=workers, seed=seed, database=url, naive=naive, patience=patience, told=told
        )


def _show(chosen: argparse.Namespace, ours: Ran, naive: Ran) -> None:
    table = Table(title=f"{chosen.invoices} invoices, {chosen.workers} workers, {chosen.database}, seed {chosen.seed}")
    for name in ("", "ours", "without look-ups"):
        table.add_column(name, justify="right" if name else "left")
    rows = {
        "seconds": lambda ran: f"{ran.seconds:.0f}",
        "workers killed": lambda ran: str(ran.kills),
        "questions to a person": lambda ran: str(ran.asked),
        "POSTs, of them faulted": lambda ran: f"{ran.posts}, {ran.faulted}",
        "not settled": lambda ran: str(ran.left or 0),
        **{name: _counting(name) for name in naive.verdict.__slots__},
    }
    for name, cell in rows.items():
        table.add_row(name.replace("_", " "), cell(ours), cell(naive))
    Console().print(table)


def _counting(name: str) -> Callable[[Ran], str]:
    return lambda ran: str(len(getattr(ran.verdict, name)))


if __name__ == "__main__":
    sys.exit(main())
