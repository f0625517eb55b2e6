"""The page for operations tells of every measurement, and of no other."""

import re
from pathlib import Path

from trackifi_accounting.testing.doubles.clock import ManualClock
from trackifi_accounting_adapters.database.migration import migrate
from trackifi_accounting_adapters.database.sql.connections import create_engine
from trackifi_accounting_adapters.logs.lines import FIELDS
from trackifi_accounting_adapters.observability.metrics import Metrics
from trackifi_accounting_adapters.observability.observed_limiter import Counters

PAGE = (Path(__file__).parents[1] / "docs" / "how-to" / "operations.md").read_text(encoding="utf-8")


def section(heading: str) -> str:
    return PAGE.split(f"\n{heading}\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]


def test_every_measurement_is_on_the_page_and_no_other(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'accounting.db'}")
    migrate(engine)
    metrics = Metrics(engine=engine, clock=ManualClock(), tally=Counters(), requests_per_second=8)
    there = {family.name + ("_total" if family.counts else "") for family in metrics.families()}
    engine.dispose()
    rows = [line.split("|")[1] for line in section("## Measurements").splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == there


def test_alarms_use_measurements_that_there_are() -> None:
    rows = [line.split("|")[1] for line in section("### Alarms").splitlines() if line.startswith("| `")]
    used = {name for row in rows for name in re.findall(r"\b([a-z]+(?:_[a-z]+)+|deliveries|breaker)(?=[{\[) ])", row)}
    assert len(used) >= 9
    assert used <= set(re.findall(r"`(\w+)`", section("## Measurements")))


def test_every_field_that_the_page_names_is_told() -> None:
    named = set(re.findall(r"`(\w+)`", section("## Logs").split("Everything outside ASCII")[0]))
    assert named <= FIELDS
    assert {"request", "outcome"} <= named
