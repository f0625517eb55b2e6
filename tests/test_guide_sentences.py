"""docs/reference/guide.md accounts for every sentence of the user's guide page, with scenarios that exist."""

from pathlib import Path

import pytest
from gherkin.parser import Parser

from tests.guide_list import PLACE_OF_PAGE, ROOT, Entry, entries, sentences
from tests.test_guide import HEADINGS

MOST_WITHOUT_STATEMENT = 5
ALL = entries()


def titles(path: Path) -> set[str]:
    feature = Parser().parse(path.read_text(encoding="utf-8"))["feature"]
    groups = [feature, *(child["rule"] for child in feature["children"] if "rule" in child)]
    return {child["scenario"]["name"] for group in groups for child in group["children"] if "scenario" in child}


def test_every_sentence_of_the_page_is_in_the_list_as_it_is_written_now():
    found = sentences(HEADINGS)
    if found is None:
        pytest.skip(f"the guide page is not here; {PLACE_OF_PAGE} may name its file")
    assert [entry.sentence for entry in ALL] == found


def test_the_list_is_read_whole():
    assert len(ALL) > 50
    assert len({(entry.sentence.heading, entry.sentence.number) for entry in ALL}) == len(ALL)


def test_every_scenario_of_the_list_exists():
    named = {scenario for entry in ALL for scenario in entry.scenarios}
    known = {file: titles(ROOT / "features" / "procountor" / file) for file, _ in named}
    assert [f"{file}: {title}" for file, title in sorted(named) if title not in known[file]] == []


def test_few_lines_state_nothing():
    assert len([entry for entry in ALL if not _stated(entry)]) <= MOST_WITHOUT_STATEMENT


def _stated(entry: Entry) -> bool:
    return bool(entry.scenarios or entry.elements)
