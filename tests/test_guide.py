"""The feature files carry the headings of the user's guide page, and read like it."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from gherkin.parser import Parser

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "features" / "procountor"
PAGE = "procountor-integration.txt"
PLACE_OF_PAGE = "TRACKIFI_GUIDE"

# The headings of the page "Procountor Integration" in Trackifi's user guide, in the page's order. The page lost the
# heading of the fourth step; its overview lists the step, so it is here.
HEADINGS = (
    "Procountor Integration",
    "Features",
    "Setup Overview",
    "Step 1: Create a Procountor API Key",
    "Step 2: Enable Documents Feature (Optional)",
    "Additional Costs",
    "Step 3: Activate in Trackifi",
    "Step 4: Link business partners to customers",
    "Auto-matching",
    "Troubleshooting",
    "Regenerating Your API Key",
    "Managing the Integration",
    "Security",
    "Create Procountor Invoice",
)
# Rows and bold words of the page that are headings in all but form.
NAMED = (
    "Business partner sync",
    "Invoice automation",
    "PDF attachments",
    "Update API key",
    "Disable integration",
)
SYMPTOMS = (
    "Integration won't activate",
    "Business partners missing",
    "Invoice sync failing",
    "PDF attachment errors",
)
FEWEST_CAUSES = 3
MOST_STEPS = 7
MACHINE_WORDS = re.compile(
    r"https?:|[{}]|/api\b|\b(GET|POST|PUT|JSON|HTTP)\b|\b[1-5]\d\d\b(?! letters)|\w\(\)|\b[A-Za-z][a-z]+[A-Z]\w*"
)
"""An address, data as programs write it, a status code, the name of a class or a call."""
WORDS_OF_THE_PAGE = {"trackifiClient"}


@dataclass(slots=True)
class Scenario:
    """``told`` is every text of its steps and tables, ``causes`` the problem codes among them."""

    title: str
    steps: list[str]
    told: list[str]
    causes: set[str]


@dataclass(slots=True)
class Group:
    """A feature or a rule with its own scenarios."""

    kind: str
    name: str
    description: str
    scenarios: list[Scenario] = field(default_factory=list)


def groups() -> list[Group]:
    found = []
    for path in sorted(FOLDER.glob("*.feature")):
        feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
        found += _groups("Feature", feature)
    return found


def _groups(kind: str, node: dict) -> Iterator[Group]:
    group = Group(kind=kind, name=node["name"], description=node["description"].strip())
    yield group
    for child in node["children"]:
        if "rule" in child:
            yield from _groups("Rule", child["rule"])
        elif "scenario" in child:
            group.scenarios.append(_scenario(child["scenario"]))


def _scenario(node: dict) -> Scenario:
    steps = [step["text"] for step in node["steps"]]
    rows = [row for step in node["steps"] for row in step.get("dataTable", {}).get("rows", ())]
    rows += [row for table in node["examples"] for row in table["tableBody"]]
    told = [*steps, *(cell["value"] for row in rows for cell in row["cells"])]
    causes = {code for text in told for code in re.findall(r'(?:^|")([a-z]+(?:_[a-z]+)+)(?:$|")', text)}
    return Scenario(title=node["name"], steps=steps, told=told, causes=causes)


ALL = groups()
NAMES = [group.name for group in ALL]
SCENARIOS = [scenario for group in ALL for scenario in group.scenarios]


@pytest.mark.parametrize("heading", [*HEADINGS, *NAMED, *SYMPTOMS])
def test_every_heading_of_the_guide_is_a_feature_or_a_rule(heading):
    assert heading in NAMES


def test_the_headings_are_those_of_the_page_itself():
    page = _page()
    if page is None:
        pytest.skip(f"the guide page is not here; {PLACE_OF_PAGE} may name its file")
    lines = {line.strip() for line in page.read_text(encoding="utf-8").splitlines()}
    absent = [heading for heading in HEADINGS if heading.partition(": ")[0] != "Step 4" and heading not in lines]
    assert absent == []
    assert "4. Link business partners to customers" in lines


def test_the_symptoms_are_those_of_the_page_itself():
    page = _page()
    if page is None:
        pytest.skip(f"the guide page is not here; {PLACE_OF_PAGE} may name its file")
    text = page.read_text(encoding="utf-8").partition("Troubleshooting")[2].partition("Regenerating")[0]
    rows = [line for line in text.splitlines() if line.strip()][1:]
    assert [symptom for row in rows for symptom in SYMPTOMS if row.startswith(symptom)] == list(SYMPTOMS)
    assert len(rows) == len(SYMPTOMS)


def test_names_are_used_once():
    assert sorted(set(NAMES)) == sorted(NAMES)


def test_every_feature_and_rule_says_its_rule():
    assert [one.name for one in ALL if not one.description.endswith((".", ":"))] == []


def test_every_rule_has_a_scenario():
    assert [one.name for one in ALL if one.kind == "Rule" and not one.scenarios] == []


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_every_symptom_opens_into_its_exact_causes(symptom):
    (group,) = (one for one in ALL if one.name == symptom)
    causes = {cause for scenario in group.scenarios for cause in scenario.causes}
    # Where nothing is wrong, as with a partner that is left out on purpose, the scenario itself is the cause.
    causes |= {scenario.title for scenario in group.scenarios if not scenario.causes}
    assert len(causes) >= FEWEST_CAUSES


def test_every_scenario_is_short():
    assert [one.title for one in SCENARIOS if not 2 <= len(one.steps) <= MOST_STEPS] == []


def test_no_step_speaks_the_language_of_machines():
    texts = [text for one in SCENARIOS for text in one.told if text not in WORDS_OF_THE_PAGE]
    assert [text for text in texts if MACHINE_WORDS.search(_without_examples(text))] == []


def _without_examples(text: str) -> str:
    """Numbers of invoices and amounts in quotes are a bookkeeper's, and so is a whole number in a table."""
    return re.sub(r'"[\w.-]*\d[\w.-]*"|^[\d.,-]+$', "", text)


def _page() -> Path | None:
    named = os.environ.get(PLACE_OF_PAGE)
    places = [Path(named)] if named else [ROOT.parent / "shared" / "guide" / PAGE]
    return next((place for place in places if place.is_file()), None)
