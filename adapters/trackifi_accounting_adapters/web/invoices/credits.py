"""What an invoice credits, and what credits it, for links between their pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from trackifi_accounting.domain.invoices.invoices import Invoice
from trackifi_accounting.domain.values.references import CompanyId
from trackifi_accounting.errors import NotFound
from trackifi_accounting.ports.host import Host


@dataclass(frozen=True, slots=True, kw_only=True)
class Credits:
    """The invoices around a credit note; ``credited`` is None where none is credited, or none is there."""

    credited: Invoice | None
    crediting: Sequence[Invoice]


def credits_of(host: Host, company: CompanyId, invoice: Invoice) -> Credits:
    """Look both ways."""
    return Credits(credited=_credited(host, company, invoice), crediting=host.crediting(company, invoice))


def _credited(host: Host, company: CompanyId, invoice: Invoice) -> Invoice | None:
    if invoice.credited is None:
        return None
    try:
        return host.invoice(company, invoice.kind, invoice.credited)
    except NotFound:
        return None
