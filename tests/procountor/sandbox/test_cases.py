"""Verdicts that others gave on example bodies, compared with the sandbox's own.

Main cases are about the schema alone: every invalid one must be refused at the place that the case names, and of every
valid one the sandbox's shape must have nothing to say. Conditional cases are sent as they are to a company in which only
the condition can fail.
"""

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from procountor_sandbox.api.invoices.attachments import META
from procountor_sandbox.api.webhooks import WEBHOOK
from procountor_sandbox.state.company import FiscalYear
from procountor_sandbox.state.seed.seed import new_world
from procountor_sandbox.state.world import World
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.invoice import invoice_issues
from procountor_sandbox.validation.invoice_shape import invoice_shape
from procountor_sandbox.values import data

OTHERWISE: dict[str, str] = {}
"""Conditional cases the sandbox judges otherwise, and why."""
NOT_ASKED = {"token-request-without-secret", "attachment-upload-without-meta", "attachment-too-big"}
"""Answered over HTTP in the tests of tokens and attachments."""
SHAPES = {
    "POST /invoices": invoice_shape(rounds=False),
    "Attachment": META,
    "POST /webhooks": WEBHOOK,
}


def read(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(), parse_float=Decimal)
    return case


def cases(folder: Path) -> list[dict[str, Any]]:
    found = [read(path) for path in sorted(folder.glob("*.json"))]
    kept = [case for case in found if case.get("request", case.get("schema")) in SHAPES]
    return [case for case in kept if case["name"] not in NOT_ASKED]


@pytest.fixture
def world() -> World:
    """The first company with 2026 open, which the cases are about."""
    made = new_world()
    made.first.fiscal_years = [FiscalYear(id=1, start=date(2026, 1, 1), end=date(2026, 12, 31))]
    assert made.first.owns_account(data.FIRST_ACCOUNT)
    return made


def field_of(case: dict[str, Any]) -> str:
    """The field path of a JSON pointer; of a missing property only the object it is missing in."""
    return re.sub(r"/(\d+)", r"[\1]", case["fails"]["at"]).strip("/").replace("/", ".")


def test_every_main_case_gets_its_verdict(material: Path) -> None:
    judged = cases(material / "cases")
    assert len(judged) > 50
    for case in judged:
        shape = SHAPES[case.get("request", case.get("schema"))]
        issues = [field for field, _ in shape.issues(case["body"], "")]
        assert (not issues) == case["valid"], (case["name"], issues)
        if issues:
            assert all(field.startswith(field_of(case)) for field in issues), (case["name"], issues)
            assert len(issues) == case.get("all_required", 1), (case["name"], issues)


def test_every_conditional_case_gets_its_verdict(material: Path, world: World) -> None:
    judged = [case for case in cases(material / "cases" / "conditional") if case.get("request") == "POST /invoices"]
    assert len(judged) > 30
    verdicts = {}
    for case in judged:
        issues = invoice_issues(Draft(body=case["body"], company=world.first, switches=world.switches))
        if bool(issues) == case["valid"]:
            verdicts[case["name"]] = issues
    assert set(verdicts) == set(OTHERWISE), verdicts
