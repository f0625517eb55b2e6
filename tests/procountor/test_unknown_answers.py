"""The plugin under every answer that docs/reference/unknowns.md thinks of: the page's rows are the tests."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Literal, NamedTuple, get_args, get_origin

import pytest
from procountor_sandbox.server import RunningSandbox
from procountor_sandbox.state.switches import Switches
from trackifi_accounting.errors import AccountingError, InvoiceRejected

from tests.procountor.connecting import KEY
from tests.procountor.unknown_place import SWITCHED, Place
from tests.procountor.unknown_trials import TRIALS

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "unknowns.md"
ROW = re.compile(r"^\| (\d+|\+) \| (.+?) \| (`[^`|]+`|-) \| ([a-z -]+) \| (.+) \|$", re.MULTILINE)


class Row(NamedTuple):
    number: str
    answer: str
    set: str
    tried: str
    outcome: str

    @property
    def settings(self) -> dict[str, str]:
        return dict(one.split("=", 1) for one in self.set.strip("`-").split())

    @property
    def code(self) -> str:
        return re.findall(r"`([^`]+)`", self.outcome)[-1]


ROWS = [Row(*found) for found in ROW.findall(PAGE.read_text(encoding="utf-8"))]


def outcome(place, trial):
    try:
        return TRIALS[trial](place)
    except InvoiceRejected as refused:
        (code,) = {reason.code for reason in refused.reasons}
        return code
    except AccountingError as error:
        return error.code


def typed(name, text):
    wanted = next(one.type for one in fields(Switches) if one.name == name)
    if get_origin(wanted) is Literal:
        return next(one for one in get_args(wanted) if str(one) == text)
    if wanted is bool:
        return text == "true"
    return float(text) if wanted is float else int(text) if wanted is int else text.split(",")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.answer}")
def test_the_plugin_does_what_the_page_says(row):
    with RunningSandbox(api_key=KEY) as sandbox:
        switches = {name: typed(name, value) for name, value in row.settings.items() if name in SWITCHED}
        early = {name: value for name, value in switches.items() if not name.startswith("rate_limit")}
        sandbox.state.switches.change(early)
        place = Place(sandbox, row.settings)
        if len(early) < len(switches):
            # The token must be there before the budget is tight.
            place.accounting.company()
            sandbox.state.switches.change(switches)
        assert outcome(place, row.tried) == row.code


def test_every_line_of_the_tables_is_a_row():
    lines = [one for one in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [\d+]", one)]
    assert len(lines) == len(ROWS) > 60


def test_each_of_the_fifteen_has_at_least_two_answers():
    numbers = [row.number for row in ROWS]
    assert {one for one in numbers if one != "+"} == {str(number) for number in range(1, 16)}
    # Of two there is one answer only that matters: the plugin never asks.
    assert {one for one in numbers if numbers.count(one) == 1} == {"13"}


def test_every_trial_is_on_the_page():
    assert {row.tried for row in ROWS} == set(TRIALS)


def test_every_position_of_every_switch_is_tried():
    tried = {(name, value) for row in ROWS for name, value in row.settings.items()}
    for one in fields(Switches):
        positions = get_args(one.type) if get_origin(one.type) is Literal else (True, False) if one.type is bool else ()
        assert {(one.name, str(position).lower()) for position in positions} <= tried
        assert one.name in {name for name, _ in tried}
