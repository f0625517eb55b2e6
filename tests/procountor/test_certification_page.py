"""The certification page is true: each checkpoint names what meets it, and all that it names is there."""

import re
from pathlib import Path

import pytest
from trackifi_procountor.guide import GUIDE
from trackifi_procountor.settings import CLIENT_ID

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "certification.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+) \|$", re.MULTILINE)
ROWS = {int(number): (title, shown) for number, title, _, shown in ROW.findall(PAGE)}
TITLES = (
    "Test environment",
    "Integration communication",
    "Authentication and authorisation",
    "API users and permissions",
    "Product type",
    "Webhooks",
    "Performance",
    "Error handling",
    "Release notes and editions",
    "Web browser support",
    "Client name",
    "Customer guidance",
)
GUIDANCE = PAGE.partition("## Customer guidance")[2]


def every_test() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))


def missing(shown: str) -> list[str]:
    """Which of the things named between backticks are neither a file nor a test."""
    known = every_test()
    named = re.findall(r"`([^`]+)`", shown)
    assert named
    return [one for one in named if not ((ROOT / one).is_file() if "/" in one else f"def {one}(" in known)]


def test_the_twelve_checkpoints_are_all_there():
    assert tuple(ROWS[number][0] for number in sorted(ROWS)) == TITLES


@pytest.mark.parametrize("number", ROWS)
def test_what_meets_a_checkpoint_is_there(number):
    assert missing(ROWS[number][1]) == []


def test_what_is_not_there_is_noticed():
    assert missing("`tests/nowhere.py`, `nobody_wrote_this`") == [
        "tests/nowhere.py",
        "nobody_wrote_this",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Allow the usage of invoiceable\n   API clients*",
        "A user for Trackifi alone",
        "rights and no more",
        "Personal invoices only",
        f"client ID `{CLIENT_ID}`",
        "It is shown once",
        "Documents",
        "cost extra",
        "paste the key, Activate",
        "the accountant approves",
    ],
)
def test_the_guidance_says_what_a_customer_needs(said):
    assert said in GUIDANCE


def test_the_guide_in_the_product_leads_through_the_same_menus():
    for step in GUIDE:
        for place in step.menu[:2]:
            assert place in GUIDANCE or place == "Users", place
