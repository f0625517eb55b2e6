"""What a difference in the books is told as on the invoice itself, where a person can mark it as seen."""

from collections.abc import Mapping
from typing import Final

from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.reconciliation.findings import Finding, FindingKind
from trackifi_accounting.domain.values.text_parts import where_they_part

CHANGED_THERE: Final = "changed_there"
SUMS: Final = frozenset({FindingKind.AMOUNT, FindingKind.CURRENCY})
FIELDS: Final[Mapping[FindingKind, str]] = {
    FindingKind.NUMBER: "number",
    FindingKind.DATE: "issued",
    FindingKind.DUE_DATE: "due",
    FindingKind.PARTNER: "partner",
    FindingKind.LINES: "lines",
}
"""The part of the invoice that each kind is about."""


def problem_of(found: Finding) -> Problem | None:
    """The problem of the delivery that says the same; None of a kind that no delivery has a problem for."""
    if found.what in SUMS:
        ours, theirs = (value.partition(" ")[0] for value in (found.ours, found.theirs))
        return Problem(code="totals_differ", field="totals", facts={"ours": ours, "theirs": theirs})
    field = FIELDS.get(found.what)
    if field is None:
        return None
    texts = found.what is FindingKind.LINES
    ours, theirs = where_they_part(found.ours, found.theirs) if texts else (found.ours, found.theirs)
    return Problem(code=CHANGED_THERE, field=found.field or field, facts={"ours": ours or "-", "theirs": theirs or "-"})
