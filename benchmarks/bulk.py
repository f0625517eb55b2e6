"""What sending costs, counted at the sandbox: one by one, and many in a batch. ``python -m benchmarks.bulk``."""

import argparse
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.children import child, sandbox

MOST_REQUESTS, MOST_SINGLE, MOST_SHARED, MOST_CPU = 2.2, 3.0, 3.1, 25.0
"""Requests of an invoice with its PDF in a batch of 200, one by one, with a shared budget; milliseconds of one core."""
ALONE, SHARED = 8.0, 1.0
"""Calls a second: of a company that has the budget to itself, and of one among many."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    parser.add_argument("--invoices", type=int, default=200)
    parser.add_argument("--singles", type=int, default=40)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--paced", type=int, default=60, help="invoices of the batch within a budget of 8 calls/s")
    parser.add_argument("--shared", type=int, default=20, help="invoices of the batch within a budget of 1 call/s")
    options = parser.parse_args()
    runs = []
    with TemporaryDirectory(prefix="trackifi-bench-") as folder:
        for turn in range(options.repeat):
            with sandbox(partners=10) as url:
                counts = (str(options.singles), str(options.invoices))
                runs.append(child("benchmarks.our_bulk", url, str(Path(folder) / str(turn)), *counts))
        console = Console()
        console.print(_shown(runs, options))
        for rate, many, most in ((ALONE, options.paced, MOST_REQUESTS), (SHARED, options.shared, MOST_SHARED)):
            with sandbox(partners=10) as url:
                place = str(Path(folder) / f"paced-{rate}")
                told = child("benchmarks.our_bulk", url, place, "1", str(many), str(rate))["bulk"]
            console.print(
                f"{many} in a batch at {rate:.0f} calls/s: {told['requests']:.3f} requests each, at most {most}"
            )


def _shown(runs: list[dict[str, Any]], options: argparse.Namespace) -> Table:
    shown = Table(title="One invoice with its PDF (median of the runs, SQLite)")
    for column in ("", f"one by one ({options.singles})", f"in a batch ({options.invoices})", "at most"):
        shown.add_column(column, justify="right")
    single, bulk = (
        {name: median(run[way][name] for run in runs) for name in runs[0][way]} for way in ("single", "bulk")
    )
    limits = f"{MOST_SINGLE} / {MOST_REQUESTS}"
    shown.add_row("requests", f"{single['requests']:.3f}", f"{bulk['requests']:.3f}", limits)
    shown.add_row("CPU, ms", f"{single['cpu_ms']:.1f}", f"{bulk['cpu_ms']:.1f}", f"{MOST_CPU:.0f}")
    for name in ("writing", "reading"):
        shown.add_row(f"transactions, {name}", f"{single[name]:.1f}", f"{bulk[name]:.1f}", "")
    shown.add_row("statements", f"{single['statements']:.1f}", f"{bulk['statements']:.1f}", "")
    shown.add_row("invoices a second", f"{single['per_second']:.1f}", f"{bulk['per_second']:.1f}", "")
    return shown


if __name__ == "__main__":
    main()
