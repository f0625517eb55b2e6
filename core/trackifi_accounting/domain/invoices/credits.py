"""Credit notes: what holds between one and the invoice that it credits."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem

FIELD = "credited"


def credit_reasons(credit: Invoice, credited: Invoice | None) -> Iterator[Problem]:
    """What stops the credit note; ``credited`` is None when there is no such invoice of its kind."""
    if credited is None or not credited.number:
        yield Problem(code="credited_unknown", field=FIELD)
    elif credited.id == credit.id:
        yield Problem(code="credited_itself", field=FIELD)
    elif parts := [part for part in ("party", "currency") if getattr(credit, part) != getattr(credited, part)]:
        facts = {"number": credited.number, "parts": ", ".join(parts)}
        yield Problem(code="credited_differs", field=FIELD, facts=facts)


def credit_warnings(credit: Invoice, credited: Invoice, others: Sequence[Invoice]) -> Iterator[Problem]:
    """What is told of a credit note that may go. ``others`` are all that name the credited invoice, in any state."""
    counted = {one.id: one for one in others if one.sendable} | {credit.id: credit}
    total = sum((one.totals.gross for one in counted.values()), Decimal("0.00"))
    # A credit note's sum has the other sign; one that credits a credit note is positive.
    if (credited.totals.gross + total) * credited.totals.gross < 0:
        currency = credited.currency
        facts = {
            "number": credited.number,
            "sum": f"{abs(total)} {currency}",
            "ours": f"{abs(credited.totals.gross)} {currency}",
        }
        yield Problem(code="credited_beyond", field=FIELD, facts=facts)
