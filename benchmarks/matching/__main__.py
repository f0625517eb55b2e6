"""`make bench-matching`: the figures of each set and size, beside their floors and peers."""

import argparse
from pathlib import Path

from rich.console import Console
from rich.table import Table
from trackifi_accounting.domain.matching.rules.cascade import suggest

from benchmarks.matching.peers import Peer, at_best_threshold, tf_idf, token_sort
from benchmarks.matching.scores import load, score
from benchmarks.matching.speed import Speed, measured
from benchmarks.matching.twins import TWINS, twin_registers

_SETS = (".", "real", "uk")
_PEERS: dict[str, Peer] = {"token_sort, best threshold": token_sort, "TF-IDF words, best threshold": tf_idf}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with left.csv, right.csv, truth.csv, and real/ and uk/ in it")
    parser.add_argument("--size", type=int, action="append", help="rows on each side; default 5000 and 100000")
    options = parser.parse_args()
    console = Console(width=140)
    console.print(_quality(options.data) if options.data else "Sets skipped: no --data DIR given.")
    console.print(_twins())
    console.print(_speed(options.size or [5_000, 100_000]))


def _quality(folder: Path) -> Table:
    table = Table(
        "set", "way", "ids", "certain wrong", "certain recall", "precision", "recall", "F1", title="Right and wrong"
    )
    for name in _SETS:
        if not (folder / name / "truth.csv").exists():
            table.add_row(name, f"skipped: no {folder / name / 'truth.csv'}")
            continue
        for ids in (False, True):
            partners, customers, truth = load(folder / name, ids=ids)
            figures = score(suggest(partners, customers), truth).figures
            table.add_row(name, "the cascade", "as given" if ids else "none", *figures)
        for way, peer in _PEERS.items():
            table.add_row(name, way, "none", *_peer(peer, folder / name))
    return table


def _twins() -> Table:
    table = Table("set", "certain wrong", "certain recall", "precision", "recall", "F1", title="Names that two carry")
    for seed in (1, 2, 3):
        made = twin_registers(seed)
        found = suggest(made.partners, made.customers)
        table.add_row(f"{TWINS} twins, seed {seed}", *score(found, made.truth).figures)
    return table


def _peer(peer: Peer, folder: Path) -> tuple[str, ...]:
    partners, customers, truth = load(folder, ids=False)
    found = list(peer(partners, customers))
    kept = at_best_threshold(found, lambda pair: truth[pair.left_id] == pair.right_id, sum(map(bool, truth.values())))
    return score(kept, truth).figures


def _speed(sizes: list[int]) -> Table:
    table = Table("rows a side", "what", "seconds", "beside its floor", "memory", title="Time on one core, and memory")
    for size in sizes:
        run = measured(size)
        table.add_row(f"{size:,}", "names parsed", f"{run.names:.2f}", "", "")
        table.add_row("", "records read: names, the names in them, identifiers", f"{run.parsing:.2f}", "", "")
        table.add_row("", "certain band", f"{run.certain:.2f}", _beside_parsing(run), "")
        beside = f"{run.everything / run.floor:.2f} x all pairs"
        table.add_row("", "both bands", f"{run.everything:.2f}", beside, f"{run.megabytes:.0f} MB")
        table.add_row("", f"all pairs by ratio ({run.floor_how})", f"{run.floor:.2f}", "", "")
        table.add_row("", f"right {run.right:,} of {run.matches:,}, suggested {run.suggested:,}", "", "", "")
    return table


def _beside_parsing(run: Speed) -> str:
    return f"{run.certain / run.parsing:.2f} x records read, {run.certain / run.names:.2f} x names parsed"


if __name__ == "__main__":
    main()
