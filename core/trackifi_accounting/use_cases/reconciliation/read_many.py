"""Invoices read by their ids, so that what is missing in an answer is not taken for gone by that answer alone."""

from collections.abc import Sequence

from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.domain.values.references import RemoteInvoiceId
from trackifi_accounting.plugins.offer import Connection


def read_many(connection: Connection, ids: Sequence[RemoteInvoiceId]) -> dict[RemoteInvoiceId, RemoteInvoice]:
    """Those of the ids that are there, by id; what the first answer leaves out is asked for once more.

    An answer to somebody else's question, or one that was kept, may hold fewer of them. Raises: as ``read_invoices``.
    """
    accounting = connection.accounting
    found = {one.id: one for one in accounting.read_invoices(ids)}
    missing = [one for one in ids if one not in found]
    return found | ({one.id: one for one in accounting.read_invoices(missing)} if missing else {})
