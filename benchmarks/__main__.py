"""`make bench`: the import beside a bare loop, and the start of the server beside an empty application."""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from benchmarks import import_partners, serve_start


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--partners", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each side, in turn; the median counts")
    options = parser.parse_args()
    console = Console()
    with TemporaryDirectory(prefix="trackifi-bench-") as folder:
        console.print(import_partners.table(Path(folder), partners=options.partners, repeat=options.repeat))
        console.print(serve_start.table(Path(folder), repeat=max(options.repeat, 5)))


if __name__ == "__main__":
    main()
