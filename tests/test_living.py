"""The living documentation has every scenario of the features, with how it ended."""

import json
import re
from pathlib import Path

import pytest

from tests.living import results, site

FEATURES = Path(__file__).parents[1] / "features"
TITLE = re.compile(r"^ *(?:Scenario|Scenario Outline): (.+)$", re.MULTILINE)
STEP = {"keyword": "Given", "name": "the integration is active"}


def ended(name: str, *statuses: str) -> dict[str, object]:
    return {"name": name, "steps": [STEP | {"result": {"status": one}} for one in statuses]}


def report(folder: Path, *elements: dict[str, object]) -> Path:
    file = folder / "report.json"
    file.write_text(json.dumps([{"uri": "a.feature", "elements": elements}]))
    return file


@pytest.fixture
def feature(tmp_path):
    folder = tmp_path / "features"
    folder.mkdir()
    steps = "Given the integration is active\n      | a | <b> |\n"
    titles = ("Fine", "Broken", "Never run")
    text = "Feature: A & B\n  Why.\n\n" + "".join(f"  Scenario: {one}\n    {steps}\n" for one in titles)
    (folder / "a.feature").write_text(text)
    return folder


def test_each_scenario_stands_with_its_outcome(feature, tmp_path):
    found = results.read(report(tmp_path, ended("Fine", "passed"), ended("Broken", "passed", "failed")))
    site.write(feature, found, tmp_path / "site")
    page = (tmp_path / "site" / "a.html").read_text()
    sections = re.findall(r'<section class="(.+?)"><h3>(.+?)</h3>', page)
    assert sections == [("passed", "Fine"), ("failed", "Broken"), ("not-run", "Never run")]
    assert ("<h1>A &amp; B</h1>" in page, "<td>&lt;b&gt;</td>" in page) == (True, True)
    assert (
        '<a href="a.html">A &amp; B</a></th><td>1</td><td>1</td><td>1</td>'
        in (tmp_path / "site" / "index.html").read_text()
    )


def test_an_outline_failed_when_one_of_its_examples_did(tmp_path):
    found = results.read(report(tmp_path, ended("Sums", "passed"), ended("Sums", "failed"), ended("Sums", "passed")))
    assert results.outcome_of(found, "a.feature", "Sums") is results.Outcome.FAILED


def test_every_scenario_of_ours_has_its_place(tmp_path):
    site.write(FEATURES, {}, tmp_path)
    shown = sum(page.read_text().count("<section ") for page in tmp_path.glob("*.html"))
    written = sum(len(TITLE.findall(one.read_text(encoding="utf-8"))) for one in FEATURES.rglob("*.feature"))
    assert shown == written


def test_every_link_leads_somewhere(tmp_path):
    site.write(FEATURES, {}, tmp_path)
    links = {link for page in tmp_path.glob("*.html") for link in re.findall(r'href="(.+?)"', page.read_text())}
    assert {link for link in links if not (tmp_path / link).is_file()} == set()


def test_every_folder_of_features_is_run():
    recipe = re.search(
        r"^living:.*\n(?:\t.*\n)+", (FEATURES.parent / "Makefile").read_text(encoding="utf-8"), re.MULTILINE
    )
    run = [FEATURES.parent / one for one in re.findall(r" ((?:features|tests/)\S*)", recipe[0] if recipe else "")]
    files = [file for place in run for file in ([place] if place.is_file() else place.glob("test_*.py"))]
    bound = {name for file in files for name in re.findall(r'scenarios\("(\w+)"\)', file.read_text(encoding="utf-8"))}
    assert bound == {folder.name for folder in FEATURES.iterdir() if any(folder.glob("*.feature"))}
