"""Writes docs/reference/problems.md: ``python -m tests.procountor.problems_page docs/reference/problems.md``."""

import sys
from collections.abc import Iterator
from pathlib import Path

from trackifi_accounting.domain.problems.catalogue.core import CORE
from trackifi_accounting.domain.problems.problems import Catalogue, Entry
from trackifi_procountor.errors.problems import PROBLEMS

from tests.procountor.causes import CAUSES, GUIDE

HEAD = """# Problems

Everything that can stand in the way of a person, with its exact cause. A problem says what happened, what was done about it and what to
do, in English and Finnish; it has a code that stays the same, says who has to act and whether the same attempt may succeed later, and goes
away by itself once it is solved. A reason that is not known yet is told word for word as `unclassified`, with Procountor's own code.

This page is written by `.venv/bin/python -m tests.procountor.problems_page docs/reference/problems.md`; a test compares it with the catalogue.
"""
GUIDE_HEAD = """
## The guide's four rows

Each opens into exact causes; the likeliest come first.
"""
CATALOGUE_HEAD = """
## All of them

Names in braces are filled in by each case. *Again* says whether trying again may help without a change.

| Code | What happened | Causes | Who acts | Again |
| --- | --- | --- | --- | --- |
"""


def page() -> str:
    """The whole page."""
    catalogue = Catalogue(CORE, PROBLEMS)
    rows = "".join(_row(entry) for entry in catalogue)
    text = HEAD + GUIDE_HEAD + "".join(_guide(catalogue)) + CATALOGUE_HEAD + rows
    return text.replace("{provider}", "Procountor")


def _guide(catalogue: Catalogue) -> Iterator[str]:
    for heading, codes in GUIDE.items():
        yield f"\n### {heading}\n\n| Code | What to do |\n| --- | --- |\n"
        for code in codes:
            yield f"| `{code}` | {catalogue.entry(code).en.todo} |\n"


def _row(entry: Entry) -> str:
    happened = entry.en.happened.removeprefix("{field}: ")
    causes = "; ".join(CAUSES[entry.code])
    again = "yes" if entry.retry_helps else "no"
    return f"| `{entry.code}` | {happened} | {causes} | {entry.who} | {again} |\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
