"""Preview and sending held against each other: `python -m benchmarks.property --invoices 20000`; or one seed."""

import argparse
import sys
import time
from collections import Counter

from rich.console import Console
from rich.table import Table

from tests.property.judge import Judged, judge
from tests.property.place import Place

AT_A_PLACE = 500
"""Cases of one place: what was sent before does not slow the later ones down, and a seed is tried again in seconds."""
SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.property", description=__doc__)
    parser.add_argument("--invoices", type=int, default=20_000, help="cases to be tried")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--seed", type=int, help="try this one and show it")
    options = parser.parse_args()
    if options.seed is not None:
        with Place.open() as place:
            judged = judge(place, options.seed)
        print(judged.case, sorted(judged.told, key=str), *judged.violations, sep="\n")
        return bool(judged.violations)
    return _many(range(options.first, options.first + options.invoices))


def _many(seeds: range) -> int:
    began, told, wrong, clean = time.perf_counter(), Counter[str](), list[Judged](), 0
    for start in range(0, len(seeds), AT_A_PLACE):
        with Place.open() as place:
            for seed in seeds[start : start + AT_A_PLACE]:
                judged = judge(place, seed)
                clean += not judged.told
                told.update({code for code, _ in judged.told})
                wrong += [judged] if judged.violations else []
    _show(len(seeds), clean, len(wrong), time.perf_counter() - began, told)
    for one in wrong[:SHOWN]:
        print(f"seed {one.case.seed}:", *one.violations, sep="\n  ")
    return bool(wrong)


def _show(cases: int, clean: int, wrong: int, seconds: float, told: Counter[str]) -> None:
    table = Table("figure", "value", title="Preview and sending, one process and a sandbox")
    table.add_row("cases", f"{cases}")
    table.add_row("previewed without a problem, and booked as previewed", f"{clean}")
    table.add_row("refused by both", f"{cases - clean}")
    table.add_row("violations", f"{wrong}")
    table.add_row("seconds, cases a second", f"{seconds:.0f}, {cases / seconds:.0f}")
    for code, many in told.most_common():
        table.add_row(f"  {code}", f"{many}")
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
