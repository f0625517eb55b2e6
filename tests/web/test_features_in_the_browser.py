"""The scenarios through a real browser: the main way of each feature in every run, so that the driver never rots."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gherkin.parser import Parser

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "features" / "procountor"
PAGE = ROOT / "docs" / "reference" / "features.md"
MOST_INSIDE = 3
"""Scenarios, or tables of one, that no page lets anybody play."""


def tagged(tag: str, path: Path) -> Iterator[str]:
    """Titles of the scenarios and of the examples that carry the tag."""
    feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    groups = [feature, *(child["rule"] for child in feature["children"] if "rule" in child)]
    scenarios = [child["scenario"] for group in groups for child in group["children"] if "scenario" in child]
    for one in (*scenarios, *(examples for scenario in scenarios for examples in scenario["examples"])):
        if tag in [found["name"] for found in one["tags"]]:
            yield one["name"]


def every(tag: str) -> list[str]:
    return [title for path in sorted(FOLDER.glob("*.feature")) for title in tagged(tag, path)]


def test_every_feature_has_its_journey():
    assert [path.name for path in sorted(FOLDER.glob("*.feature")) if not list(tagged("@journey", path))] == []


def test_what_stays_inside_is_little_and_told():
    page = PAGE.read_text(encoding="utf-8")
    assert len(every("@inside")) <= MOST_INSIDE
    assert [title for title in every("@inside") if title not in page] == []


@pytest.mark.browser
def test_the_journeys_go_through_the_browser():
    command = [sys.executable, "-m", "pytest", "features", "--driver=browser", "-m", "journey", "-q", "-p", "no:xdist"]
    # A worker of a parallel run hands down what would make this run take itself for one.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-4000:]
    assert re.search(rf"\b{len(every('@journey'))} passed", run.stdout), run.stdout[-500:]
