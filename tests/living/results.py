"""How each scenario ended, from the report that pytest-bdd writes with ``--cucumber-json``."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

Results = Mapping[tuple[str, str], tuple[int, int]]
"""By feature file, below ``features``, and scenario: how often it was run, and how often it failed."""


class Outcome(StrEnum):
    """The outcome of a scenario over all its examples."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_RUN = "not run"


def read(report: Path) -> Results:
    """Read the report; a scenario outline is in it once for each example."""
    found: dict[tuple[str, str], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for feature in json.loads(report.read_text(encoding="utf-8")):
        for element in feature["elements"]:
            run, failed = found[feature["uri"], element["name"]]
            found[feature["uri"], element["name"]] = run + 1, failed + _failed(element["steps"])
    return dict(found)


def _failed(steps: Iterable[Mapping[str, Any]]) -> bool:
    return any(step["result"]["status"] != "passed" for step in steps)


def outcome_of(results: Results, feature: str, scenario: str) -> Outcome:
    """The outcome of one scenario."""
    run, failed = results.get((feature, scenario), (0, 0))
    if not run:
        return Outcome.NOT_RUN
    return Outcome.FAILED if failed else Outcome.PASSED
