"""`python -m benchmarks.rate`: four processes, fifty companies, one budget; and one invoice behind five thousand."""

import argparse
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from trackifi_accounting.domain.values.references import CompanyId, ProviderName
from trackifi_accounting.ports.limiter import Priority
from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.limits.limiter import SqlLimiter

from benchmarks.fleet import Fleet, Ran

REFUSALS, MINUTES = 15, 6
BURST = ProviderName("refusing")
GREEDY = 8
"""Places from which one company calls without an end, as if it had thousands of invoices."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rate", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--companies", type=int, default=50)
    parser.add_argument("--rate", type=float, default=8)
    parser.add_argument("--processes", type=int, default=4)
    options = parser.parse_args()
    others = [f"company-{number}" for number in range(options.companies - 2)]
    with TemporaryDirectory(prefix="trackifi-rate-") as folder:
        console = Console()
        console.print(recovery(Path(folder), options.rate))
        crowd = Fleet(
            folder=Path(folder) / "crowd",
            callers=["greedy"] * GREEDY + others,
            rate=options.rate,
            seconds=options.seconds,
            processes=options.processes,
            visits={"single": 1.0},
        )
        pair = Fleet(
            folder=Path(folder) / "pair",
            callers=["greedy"] * GREEDY,
            rate=options.rate,
            seconds=min(options.seconds, 20),
            processes=options.processes,
            visits={"single": 1.0},
        )
        for title, fleet in ((f"{options.companies} companies", crowd), ("one behind another's heap", pair)):
            fleet.folder.mkdir()
            console.print(table(title, fleet, fleet.run()))


def recovery(folder: Path, rate: float) -> Table:
    """Calls in each minute after a burst of refusals, on a clock that is moved by hand."""
    clock, engine = ManualClock(), create_engine(f"sqlite:///{folder / 'recovery.db'}", durable=False)
    migrate(engine)
    limiter = SqlLimiter(engine=engine, clock=clock, per_second=rate, company_per_second=None)
    for _ in range(REFUSALS):
        limiter.slow_down(BURST, seconds=0.5)
        clock.advance(10 / REFUSALS)
    shown = Table("minute", "calls", "a second", title=f"after {REFUSALS} refusals in 10 s, budget {rate:g} a second")
    for minute in range(1, MINUTES + 1):
        end, calls = clock.monotonic() + 60, 0
        while clock.monotonic() < end:
            limiter.wait(BURST, CompanyId("greedy"), Priority.INVOICE)
            calls += 1
        shown.add_row(str(minute), str(calls), f"{calls / 60:.2f}")
    engine.dispose()
    return shown


def table(title: str, fleet: Fleet, ran: Ran) -> Table:
    shown = Table("what", "figure", title=f"{title}: {fleet.processes} processes, budget {fleet.rate:g} a second")
    waits = [left - asked for company, asked, left in ran.calls if company == "single"]
    shares = [calls for company, calls in ran.shares(fleet.seconds).items() if company.startswith("company-")]
    rows = {
        "calls, a second": f"{len(ran.calls)}, {len(ran.calls) / (ran.departures[-1] - ran.departures[0]):.2f}",
        "busiest second, departures": ran.busiest(ran.departures),
        "busiest second, arrivals": ran.busiest(ran.arrived),
        "statuses": ", ".join(f"{status}: {count}" for status, count in sorted(ran.statuses.items())),
        "refused by the budget": len(ran.refused),
        "single: calls, overtaken by": f"{len(waits)}, {ran.overtaken('single')}",
        "single: wait, mean and longest": f"{mean(waits):.2f} s, {max(waits):.2f} s" if waits else "no call",
        "greedy: calls": ran.shares(fleet.seconds)["greedy"],
        "the others: calls, fewest and most": f"{min(shares)}, {max(shares)}" if shares else "none",
        "processor time a call": f"{1000 * ran.cpu / max(len(ran.calls), 1):.1f} ms, start included",
    }
    for name, value in rows.items():
        shown.add_row(name, str(value))
    return shown


if __name__ == "__main__":
    main()
