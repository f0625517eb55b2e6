"""The invoice that a credit note credits: looked up in Trackifi and held against it, before anything is sent."""

from dataclasses import dataclass

from trackifi_accounting.domain.invoices.credits import credit_reasons, credit_warnings
from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.problems.problems import Problem
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What was found; ``invoice`` is None unless the credit note may name it."""

    invoice: Invoice | None = None
    reasons: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def look_at_credited(host: Host, company: CompanyId, credit: Invoice) -> Credited:
    """Look it up; nothing is found of an invoice that credits none."""
    if credit.credited is None:
        return Credited()
    try:
        found = host.invoice(company, credit.kind, credit.credited)
    except NotFound:
        found = None
    reasons = tuple(credit_reasons(credit, found))
    if reasons or found is None:
        return Credited(reasons=reasons)
    others = host.crediting(company, found)
    return Credited(invoice=found, warnings=tuple(credit_warnings(credit, found, others)))
