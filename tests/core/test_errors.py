"""The error tree: a code is the cause, a fact fills its words, and neither passes for the other."""

import ast
from itertools import chain
from pathlib import Path

from trackifi_accounting import errors
from trackifi_accounting.errors import InvoiceRejected, UnexpectedAnswer

ROOT = Path(__file__).parents[2]
ERRORS = frozenset(
    name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.AccountingError)
)


def test_the_code_is_the_cause_however_it_is_given():
    assert UnexpectedAnswer("paging_stuck").problem == UnexpectedAnswer(code="paging_stuck").problem


def test_what_the_provider_said_is_a_fact_and_not_the_cause():
    problem = UnexpectedAnswer(said="418 teapot").problem
    assert (problem.code, problem.facts) == ("unexpected_answer", {"code": "418 teapot"})


def test_a_fact_named_code_is_no_cause_where_facts_are_passed_on():
    told = InvoiceRejected("unclassified", code="418", message="no")
    assert (told.code, told.facts) == ("unclassified", {"code": "418", "message": "no"})


def test_no_error_is_made_with_a_fact_named_code():
    files = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in ("core", "adapters", "plugins"))
    made = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in ERRORS
        if any(one.arg == "code" for one in node.keywords)
    ]
    assert not made, f"a cause goes by its place, what was answered by said=: {', '.join(made)}"
