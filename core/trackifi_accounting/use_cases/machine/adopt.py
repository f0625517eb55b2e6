"""An invoice was found and is ours: it counts as sent, and what it holds otherwise than it was sent is told."""

from dataclasses import replace

from trackifi_accounting.domain.deliveries import Delivery
from trackifi_accounting.domain.remote import RemoteInvoice
from trackifi_accounting.errors import AccountingError
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.use_cases.machine.journal import Journal


class Adopt:
    """The answer to the attempt got lost, and with it what the provider made of it: that is read now."""

    def __init__(self, *, journal: Journal) -> None:
        self._journal = journal

    def __call__(
        self, connection: Connection, frozen: Delivery, invoice: RemoteInvoice, *, before: Delivery
    ) -> Delivery:
        """Give the delivery as Sent, or ``before`` waiting for the next look when it can't be read.

        Raises: DeliveryInProgress, and as ``Journal.stopped``.
        """
        assert frozen.payload is not None, "only what was frozen can be found"
        try:
            apart = connection.accounting.compare(frozen.payload, invoice.id)
        except AccountingError as error:
            return self._journal.stopped(before, error)
        return self._journal.sent(frozen, replace(invoice, differences=apart), adopted=True)
