"""An invoice was found and is perhaps ours: it is read whole, and then taken over, or a person is asked."""

from trackifi_accounting.domain.deliveries import evidence
from trackifi_accounting.domain.deliveries.deliveries import Delivery
from trackifi_accounting.domain.deliveries.evidence import AskPerson, EvidenceContext
from trackifi_accounting.domain.deliveries.remote_invoices import RemoteInvoice
from trackifi_accounting.errors import AccountingError, InvoiceRejected
from trackifi_accounting.plugins.offer import Connection
from trackifi_accounting.use_cases.deliveries.journal import Journal


class Adopt:
    """The answer to the attempt got lost, and with it what the provider made of it: that is read now."""

    def __init__(self, *, journal: Journal) -> None:
        self._journal = journal

    def __call__(
        self,
        connection: Connection,
        frozen: Delivery,
        invoice: RemoteInvoice,
        *,
        before: Delivery,
        known: EvidenceContext,
    ) -> Delivery:
        """Give the delivery as Sent or with a question, or ``before`` waiting for the next look when it can't be read.

        Raises: DeliveryInProgress, and as ``Journal.stopped``.
        """
        assert frozen.payload is not None, "only what was frozen can be found"
        try:
            whole = connection.accounting.read_back(frozen.payload, invoice.id)
        except AccountingError as error:
            return self._journal.stopped(before, error)
        verdict = evidence.read(frozen, whole and whole.and_found(invoice), known=known)
        if isinstance(verdict, AskPerson):
            return self._journal.ask(frozen, [verdict.problem])
        try:
            return self._journal.sent(frozen, verdict.invoice, adopted=True)
        except InvoiceRejected as error:  # another delivery has taken it meanwhile
            return self._journal.ask(before, error.reasons)
