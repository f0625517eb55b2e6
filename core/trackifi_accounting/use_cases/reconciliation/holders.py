"""Which deliveries bear the numbers of invoices in the books."""

from collections.abc import Sequence
from itertools import groupby

from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.partners.parties import PartyKind
from trackifi_accounting.domain.values.references import ProviderName
from trackifi_accounting.ports.store import UnitOfWork


def holders_of(work: UnitOfWork, provider: ProviderName, invoices: Sequence[RemoteInvoice]) -> list[Delivery]:
    """Deliveries that bear the number of one of these."""
    by_kind = groupby(sorted(invoices, key=_kind), key=_kind)
    return [
        holder
        for kind, some in by_kind
        for holder in work.deliveries.of_numbers(provider, kind, {one.own_number for one in some})
    ]


def _kind(invoice: RemoteInvoice) -> PartyKind:
    return invoice.kind
