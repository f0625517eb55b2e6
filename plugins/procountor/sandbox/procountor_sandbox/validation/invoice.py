"""Everything that can be wrong with an invoice, at once."""

from collections.abc import Callable, Iterator

from procountor_sandbox.serving.refusals import Issue
from procountor_sandbox.validation import counterparty_rules, header_rules, payment_rules
from procountor_sandbox.validation.draft import Draft
from procountor_sandbox.validation.invoice_shape import invoice_shape
from procountor_sandbox.validation.row_rules import row_rules

_SHAPES = {rounds: invoice_shape(rounds=rounds) for rounds in (True, False)}
_RULES: tuple[Callable[[Draft], Iterator[Issue]], ...] = (
    header_rules.type_rules,
    header_rules.sales_only_rules,
    header_rules.finnish_rules,
    header_rules.date_rules,
    header_rules.vat_status_rules,
    header_rules.partner_rules,
    counterparty_rules.party_rules,
    counterparty_rules.email_rules,
    counterparty_rules.address_rules,
    counterparty_rules.channel_rules,
    payment_rules.method_rules,
    payment_rules.account_rules,
    payment_rules.rate_rules,
    payment_rules.reference_rules,
    payment_rules.discount_rules,
    row_rules,
)


def invoice_issues(draft: Draft) -> list[Issue]:
    """Faults of shape first, then those of rules about fields whose shape is right; each field once."""
    switches = draft.switches
    shape = _SHAPES[switches.extra_decimals == "round"]
    issues = dict(_first_of_each(shape.issues(draft.body, "", strict=switches.unknown_fields == "refuse")))
    for rule in _RULES:
        for field, message in rule(draft):
            issues.setdefault(field, message)
    return list(issues.items())


def _first_of_each(issues: Iterator[Issue]) -> Iterator[Issue]:
    seen: set[str] = set()
    for field, message in issues:
        if field not in seen:
            seen.add(field)
            yield field, message
