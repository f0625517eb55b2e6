"""What pydantic finds wrong with a request, as problems of its fields; the values themselves are never repeated."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from trackifi_accounting.domain.problems.problems import Problem

from trackifi_accounting_adapters.web.http.refusals import named

MOST: Final = 50
"""Reasons in one answer: enough to go on with."""

_CODES: Final[Mapping[str, str]] = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "string_too_long": "field_too_long",
    "too_long": "field_too_long",
    "string_too_short": "field_too_short",
    "too_short": "field_too_short",
    "greater_than_equal": "field_out_of_range",
    "less_than_equal": "field_out_of_range",
    "literal_error": "field_not_one_of",
    "enum": "field_not_one_of",
    "field_not_amount": "field_not_amount",
    "field_not_date": "field_not_date",
    "field_repeated": "field_repeated",
}
_FACTS: Final[Mapping[str, str]] = {
    "max_length": "limit",
    "min_length": "limit",
    "ge": "limit",
    "le": "limit",
    "expected": "allowed",
}


def reasons_of(error: RequestValidationError) -> tuple[Problem, ...]:
    """One problem for each fault, in the order of the fields, at most MOST."""
    return tuple(_problem(fault) for fault in error.errors()[:MOST])


def _problem(fault: Mapping[str, Any]) -> Problem:
    facts = {_FACTS[name]: str(value) for name, value in fault.get("ctx", {}).items() if name in _FACTS}
    return Problem(code=_CODES.get(fault["type"], "field_invalid"), facts=facts, field=_path(fault["loc"]))


def _path(location: Sequence[str | int]) -> str:
    """``lines[2].comment`` for ("body", "lines", 2, "comment"); the body itself is ``body``."""
    path = ""
    for part in location[1:]:
        path += f"[{part}]" if isinstance(part, int) else f".{named(part)}"
    return path.removeprefix(".") or str(location[0])
