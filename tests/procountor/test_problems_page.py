"""The catalogue is closed: every known cause has its problem, every problem its causes, and each one is provoked somewhere."""

import re
from pathlib import Path

import pytest
from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.problems import Who
from trackifi_procountor.errors.problems import PROBLEMS

from tests.procountor.causes import CAUSES, GUIDE
from tests.procountor.problems_page import page
from tests.procountor.provocations import PROVOKED

ROOT = Path(__file__).parents[2]
EVERY = {entry.code: entry for entry in (*CORE, *PROBLEMS)}
LISTS = {"test_catalogue.py", "causes.py"}
"""Files that name codes without provoking anything."""


ELSEWHERE = {"pdf_refused", "link_partner_renamed", "link_partner_other_business_id"}
"""Codes that other providers' plugins raise, and those that are made of a link's state."""


def evidence():
    """The words of every feature and test that provokes problems."""
    paths = [*(ROOT / "features").rglob("*.feature"), *(ROOT / "tests").rglob("*.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name not in LISTS)


def test_every_cause_has_a_problem_with_its_fix_in_both_languages():
    assert CAUSES
    for code, causes in CAUSES.items():
        entry = EVERY[code]
        assert all(causes), code
        assert isinstance(entry.who, Who), code
        assert isinstance(entry.retry_helps, bool), code
        assert all((entry.en.happened, entry.en.todo, entry.fi.happened, entry.fi.todo)), code


def test_every_problem_has_a_cause():
    assert set(CAUSES) == set(EVERY)


def test_every_problem_is_provoked_in_a_feature_or_a_test():
    known = evidence()
    provoked = {f"procountor_{name}" for name in PROVOKED}
    assert [code for code in EVERY if code not in provoked and not re.search(rf"\b{code}\b", known)] == []


def sources():
    """The words of our own code, without the catalogues, the doubles and the sandbox."""
    paths = [path for folder in ("core", "adapters", "plugins") for path in (ROOT / folder).rglob("*.py")]
    left_out = {"catalogue", "testing", "sandbox"}
    kept = [path for path in paths if not left_out & set(path.parts) and not path.name.endswith("problems.py")]
    return "\n".join(path.read_text(encoding="utf-8") for path in kept)


def test_every_problem_is_raised_somewhere_in_the_code():
    raised = sources()
    assert {code for code in EVERY if not re.search(rf"\b{code}\b", raised)} == ELSEWHERE


def test_the_headings_of_the_guide_are_those_of_the_features():
    text = (ROOT / "features" / "procountor" / "troubleshooting.feature").read_text(encoding="utf-8")
    assert re.findall(r"^  Rule: (.+)$", text, re.MULTILINE) == list(GUIDE)


@pytest.mark.parametrize("row", GUIDE)
def test_each_row_of_the_guide_opens_into_at_least_three_exact_causes(row):
    text = (ROOT / "features" / "procountor" / "troubleshooting.feature").read_text(encoding="utf-8")
    scenarios = text.partition(f"Rule: {row}\n")[2].partition("\n  Rule: ")[0]
    shown = {code for code in EVERY if re.search(rf"[\"| ]{code}[\"| ]", scenarios)}
    assert len(set(GUIDE[row])) == len(GUIDE[row]) >= 3
    assert set(GUIDE[row]) <= set(EVERY)
    assert len(shown & set(GUIDE[row])) >= 3, shown
    assert shown <= set(GUIDE[row]) | {"unclassified"}, shown - set(GUIDE[row])


def test_the_page_is_that_of_the_catalogue():
    told = "write it anew: .venv/bin/python -m tests.procountor.problems_page docs/reference/problems.md"
    assert (ROOT / "docs" / "reference" / "problems.md").read_text(encoding="utf-8") == page(), told
