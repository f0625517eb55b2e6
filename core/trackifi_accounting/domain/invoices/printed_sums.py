"""The sums printed on an invoice: whether its lines add up to them, and whether the provider will come to the same."""

from trackifi_accounting.domain.invoices.drafts import Draft
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.currencies import is_currency
from trackifi_accounting.domain.values.money import Totals


def currency_faults(invoice: Invoice) -> tuple[Problem, ...]:
    """A currency that is none: nothing can be said of sums in it."""
    if is_currency(invoice.currency):
        return ()
    return (Problem(code="currency_unknown", field="currency", facts={"currency": invoice.currency}),)


def faults(invoice: Invoice) -> tuple[Problem, ...]:
    """Printed sums that the lines don't add up to; () when they do."""
    if invoice.totals == invoice.computed_totals:
        return ()
    facts = {"ours": str(invoice.computed_totals.gross), "theirs": str(invoice.totals.gross)}
    return (Problem(code="totals_differ", field="totals", facts=facts),)


def booked_otherwise(invoice: Invoice, draft: Draft) -> tuple[Problem, ...]:
    """A warning where the provider is expected to come to other sums than those printed; () where it is not."""
    if draft.totals == invoice.totals:
        return ()
    facts = {"ours": _told(invoice.totals), "theirs": _told(draft.totals)}
    return (Problem(code="booked_otherwise", field="totals", facts=facts),)


def _told(totals: Totals) -> str:
    # Net and VAT may differ where the gross is the same.
    return f"{totals.net} + {totals.vat} = {totals.gross}"
