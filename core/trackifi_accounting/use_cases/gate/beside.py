"""What a verdict on an invoice at the provider takes into account beside the delivery."""

from collections.abc import Iterable

from trackifi_accounting.domain.activation.integrations import Integration
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.evidence import EvidenceContext
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.values.records import replace
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.ports.attempts import Attempts
from trackifi_accounting.ports.store import Store


def known_of(integration: Integration) -> EvidenceContext:
    """What the integration tells alone."""
    remote = integration.remote
    return EvidenceContext(user=remote.user if remote else None, company=remote.id if remote else None)


def known_about(
    store: Store, attempts: Attempts, integration: Integration, delivery: Delivery, found: Iterable[RemoteInvoice]
) -> EvidenceContext:
    """The same, with those of the found that another delivery has, and when the database was put back last.

    Nothing is read when nothing was found. A look may be the first to meet a database that was just put back: so it is
    the attempts that are asked, which notice that at once.
    """
    known, ids = known_of(integration), [one.id for one in found]
    if not ids or known.company is None:
        return known
    with store.read(delivery.company) as work:
        held = work.deliveries.held(in_books_of(integration, delivery), ids)
        shared = work.integrations.shared(delivery.provider, known.company)
        here = frozenset(work.deliveries.of_remote(delivery.provider, held)) if held else frozenset[RemoteInvoiceId]()
    return replace(known, held=held, held_here=here, shared=shared, restored_at=attempts.restored_at())


def in_books_of(integration: Integration, delivery: Delivery) -> Delivery:
    """The delivery with the remote company that the integration's key opens."""
    if integration.remote is None or delivery.remote_company == integration.remote.id:
        return delivery
    return replace(delivery, remote_company=integration.remote.id)
