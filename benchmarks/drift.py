"""`make bench-drift`: every kind of difference planted among many invoices; what the report finds, and its price."""

import argparse
import time
from collections import Counter

from rich.console import Console
from rich.table import Table
from trackifi_accounting.domain.reconciliation.findings import FindingKind
from trackifi_accounting.testing.doubles.provider.plugins import MEMORY

from tests.core.reconciliation.planting import Planting, harmless, plants, sent_world
from tests.core.use_cases.world import ACME

EACH = 3
"""Invoices of each kind."""


def main() -> None:
    """Plant, look, and tell what was found, what was not, and what was found and not planted."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.drift", description=__doc__)
    parser.add_argument("--invoices", type=int, default=2000)
    many = parser.parse_args().invoices
    world, sent = sent_world(many)
    planting, planted = Planting(world=world), Counter[FindingKind]()
    for place, (kind, plant) in enumerate(plants(planting).items()):
        for one in sent[place * EACH : (place + 1) * EACH]:
            plant(one)
            planted[kind] += 1
    for one in sent[-20:]:
        harmless(planting, one)
    world.books.calls.clear()
    started = time.perf_counter()
    found = Counter(one.what for one in world.drift_report(ACME, MEMORY))
    took = time.perf_counter() - started
    console = Console()
    console.print(_table(planted, found))
    missed, false = planted - found, found - planted
    requests = sum(world.books.calls.values())
    console.print(
        f"{many} invoices, {len(planted)} kinds, {planted.total()} planted: {(planted & found).total()} found, "
        f"{missed.total()} missed, {false.total()} false; {requests} calls of the port, {took:.2f} s."
    )
    if missed or false:
        raise SystemExit(1)


def _table(planted: Counter[FindingKind], found: Counter[FindingKind]) -> Table:
    table = Table("Kind", "Planted", "Found", box=None)
    for kind in FindingKind:
        table.add_row(kind.value, str(planted[kind]), str(found[kind]))
    return table


if __name__ == "__main__":
    main()
