"""The full import of a large register, and a sync with nothing changed, counted at the sandbox."""

from pathlib import Path
from statistics import median
from typing import Any

from rich.table import Table

from benchmarks.children import child, sandbox


def table(folder: Path, *, partners: int, repeat: int) -> Table:
    ours, floor = [], []
    with sandbox(partners=partners) as url:
        for turn in range(repeat):
            floor.append(child("benchmarks.bare_loop", url, str(folder / f"bare-{turn}.db")))
            ours.append(child("benchmarks.our_import", url, str(folder / f"ours-{turn}")))
    return _shown(ours, floor, partners=partners)


def _shown(ours: list[Any], floor: list[Any], *, partners: int) -> Table:
    shown = Table(title=f"Import of {partners:,} business partners")
    for column in ("", "ours", "bare loop", "ratio"):
        shown.add_column(column, justify="right")
    mine, bare = (median(one["seconds"] for one in side) for side in (ours, floor))
    shown.add_row("seconds (median)", f"{mine:.2f}", f"{bare:.2f}", f"{mine / bare:.2f}")
    shown.add_row("requests", str(ours[-1]["requests"]), str(floor[-1]["calls"]), "")
    shown.add_row("peak memory, MB", f"{ours[-1]['megabytes']:.0f}", f"{floor[-1]['megabytes']:.0f}", "")
    shown.add_row("requests of a sync with nothing changed", str(ours[-1]["unchanged"]), "", "")
    return shown
